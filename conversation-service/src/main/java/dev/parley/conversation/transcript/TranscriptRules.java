package dev.parley.conversation.transcript;

import dev.parley.conversation.message.MessageView;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a line must be beyond its form, so that nothing is stored that could not have been said. */
final class TranscriptRules {

    private static final Set<String> ROLES = Set.of("user", "assistant", "system", "tool");
    private static final Set<String> STATUS = Set.of(MessageView.COMPLETE, MessageView.INCOMPLETE);
    private static final int MAX_CONTENT = 262_144;
    private static final int MAX_NAME = 200;
    private static final int MAX_BRANCHES = 1_000;
    private static final int MAX_PAIRS = 16;
    private static final int MAX_VALUE = 512;
    private static final int MAX_KEY = 64;

    private TranscriptRules() {}

    static void check(TranscriptLine.Head head) {
        String where = "the head";
        require(head.format() == TranscriptLine.FORMAT, where, "format must be 1.");
        require(
                head.agent().matches("[a-z0-9][a-z0-9_-]{0,62}"),
                where,
                "agent must be the name of an agent.");
        require(fits(head.title()), where, "title must have at most " + MAX_NAME + " characters.");
        require(
                fits(head.metadata()),
                where,
                "metadata must have at most 16 pairs of 64 and 512 characters.");
        require(
                head.branchToShow() >= 0 && head.branchToShow() < MAX_BRANCHES,
                where,
                "active_branch must be a branch.");
    }

    static void check(TranscriptLine.Branch branch, int known) {
        String where = "branch " + branch.branch();
        require(
                branch.branch() >= 1 && branch.branch() <= known && branch.branch() < MAX_BRANCHES,
                where,
                "branches must be numbered from 1 without gaps.");
        long before = 0;
        for (TranscriptLine.Piece piece : branch.shared()) {
            require(
                    piece.branch() >= 0 && piece.branch() < branch.branch() && piece.end() > before,
                    where,
                    "shared must name earlier branches, with growing ends.");
            before = piece.end();
        }
    }

    static void check(TranscriptLine.Message message, long next, int branches) {
        String where = "message " + message.seq();
        require(message.seq() == next, where, "message " + next + " must come first.");
        require(known(message.ownBranch(), branches), where, "its branch has no line.");
        require(
                known(message.forkOf(), message.seq()),
                where,
                "fork_of must be an earlier message.");
        checkWords(message, where);
        checkNotes(message, where);
    }

    private static void checkWords(TranscriptLine.Message message, String where) {
        require(
                ROLES.contains(message.role()),
                where,
                "role must be user, assistant, system or tool.");
        require(
                message.content().length() <= MAX_CONTENT,
                where,
                "content must have at most " + MAX_CONTENT + " characters.");
        require(
                message.status() == null || STATUS.contains(message.status()),
                where,
                "status must be complete or incomplete.");
    }

    private static void checkNotes(TranscriptLine.Message message, String where) {
        boolean namesFit =
                fits(message.run())
                        && fits(message.author())
                        && fits(message.answersRun())
                        && fits(message.callId())
                        && fits(message.agent());
        require(namesFit, where, "names must have at most " + MAX_NAME + " characters.");
        require(
                fits(message.metadata()),
                where,
                "metadata must have at most 16 pairs of 64 and 512 characters.");
        require(
                message.toolCalls() == null || message.toolCalls().isArray(),
                where,
                "tool_calls must be an array.");
    }

    private static boolean known(int branch, int branches) {
        return branch >= 0 && branch < branches;
    }

    private static boolean known(@Nullable Long forkOf, long seq) {
        return forkOf == null || (forkOf > 0 && forkOf < seq);
    }

    private static boolean fits(@Nullable String name) {
        return name == null || name.length() <= MAX_NAME;
    }

    private static boolean fits(@Nullable Map<String, String> pairs) {
        return pairs == null
                || (pairs.size() <= MAX_PAIRS
                        && pairs.entrySet().stream()
                                .allMatch(pair ->
                                        pair.getKey().length() <= MAX_KEY
                                                && pair.getValue() != null
                                                && pair.getValue().length() <= MAX_VALUE));
    }

    private static void require(boolean holds, String where, String rule) {
        if (!holds) {
            throw TranscriptReader.refusal(where, rule);
        }
    }
}
