package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Stem;
import dev.parley.local.model.language.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Offers true or false where the text says, denies or switches what a flag is named after. */
final class FlagProposals implements ProposalSource {

    private static final Set<String> NO =
            Set.of(
                    "not",
                    "no",
                    "without",
                    "don't",
                    "never",
                    "exclude",
                    "excluding",
                    "disable",
                    "skip",
                    "off",
                    "false");
    private static final Set<String> YES = Set.of("yes", "true", "on");
    private static final Set<String> FILLER =
            Set.of(
                    "is", "has", "include", "with", "enable", "enabled", "should", "be", "are",
                    "only", "use");
    private static final Set<String> SWITCHES = Set.of("on", "enabled", "active", "state", "power");
    private static final int REACH = 3;

    @Override
    public List<Proposal> propose(Parameter parameter, Situation situation) {
        if (parameter.type() != Schema.Type.BOOLEAN) {
            return List.of();
        }
        List<Proposal> proposals = new ArrayList<>(switched(parameter, situation));
        List<Word> words = situation.said().words();
        for (int i = 0; i < words.size(); i++) {
            if (isNamed(parameter, words.get(i))) {
                Span span = words.get(i).span();
                boolean value = !saysNo(words, i);
                proposals.add(new Proposal(parameter, BooleanNode.valueOf(value), 4, span));
            }
        }
        return proposals;
    }

    private static boolean isNamed(Parameter parameter, Word word) {
        return parameter.nameWords().stream()
                .filter(name -> !FILLER.contains(name.lower()) && !SWITCHES.contains(name.lower()))
                .anyMatch(name -> name.stem().equals(word.stem()));
    }

    private static boolean saysNo(List<Word> words, int named) {
        for (int i = Math.max(0, named - REACH); i <= Math.min(words.size() - 1, named + 2); i++) {
            String lower = words.get(i).lower();
            if (i != named && (NO.contains(lower) || Stem.of(lower).equals("not"))) {
                return i < named
                        || lower.equals("false")
                        || lower.equals("off")
                        || lower.equals("no");
            }
        }
        return false;
    }

    /** "Turn it on" for a flag that is itself called on, enabled or the like. */
    private static List<Proposal> switched(Parameter parameter, Situation situation) {
        if (parameter.nameWords().stream().noneMatch(name -> SWITCHES.contains(name.lower()))) {
            return List.of();
        }
        for (Word word : situation.said().words()) {
            String lower = word.lower();
            boolean on =
                    YES.contains(lower)
                            || Stem.of("enable").equals(word.stem())
                            || Stem.of("activate").equals(word.stem());
            boolean off =
                    lower.equals("off")
                            || Stem.of("disable").equals(word.stem())
                            || Stem.of("deactivate").equals(word.stem());
            if (on || off) {
                return List.of(new Proposal(parameter, BooleanNode.valueOf(on), 4, word.span()));
            }
        }
        return List.of();
    }
}
