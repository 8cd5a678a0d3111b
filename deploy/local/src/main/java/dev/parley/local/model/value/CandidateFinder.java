package dev.parley.local.model.value;

import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.value.Candidate.Kind;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the values of one text: the surest kinds first, and none inside another. */
final class CandidateFinder {

    private static final Pattern URL =
            Pattern.compile("\\bhttps?://[^\\s<>\"'”)]+[^\\s<>\"'”).,;:!?]");
    private static final Pattern EMAIL =
            Pattern.compile("\\b[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}");
    private static final Pattern PATH =
            Pattern.compile(
                    "(?<![\\w/:.@])(?:(?:~|\\.{1,2})?(?=/\\w*[A-Za-z_])(?:/[\\w@-][\\w.@-]*+){1,30}/?"
                            + "|[\\w-]+(?:/[\\w-]+){0,30}\\.(?:txt|md|csv|json|ya?ml|xml|html?|pdf|log|docx?|xlsx?|png|jpe?g"
                            + "|java|py|js|ts|sh|sql|conf|zip|toml)\\b)(?<![.])");
    private static final Pattern UUID =
            Pattern.compile("\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");
    private static final Pattern QUOTED =
            Pattern.compile(
                    "\"([^\"\\n]{1,2000})\"|“([^”]{1,2000})”|«([^»]{1,2000})»|`([^`\\n]{1,500})`"
                            + "|(?<![\\w'])'([^'\\n]{1,500}(?:'\\w[^'\\n]{0,500}){0,5})'(?!\\w)");
    private static final Pattern MOMENT =
            ignoringCase(
                    Dates.DAY
                            + "(?:\\s*,?\\s+(?:at\\s+)?|T)"
                            + Dates.TIME
                            + "(?:\\.\\d+)?(?<zone>Z|[+-]\\d{2}:\\d{2})?");
    private static final Pattern MOMENT_REVERSED =
            ignoringCase(Dates.TIME + "\\s+(?:on\\s+)?" + Dates.DAY);
    private static final Pattern DATE = ignoringCase(Dates.DAY + "\\b");
    private static final Pattern TIME = ignoringCase(Dates.TIME);
    private static final Pattern CODE =
            Pattern.compile(
                    "(?<![\\w.])#?(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])(?!\\d+-[a-z]+\\b|\\d+(?:\\.\\d+)?(?:[a-zA-Z]{1,3}|[xX]\\d+)\\b)"
                            + "[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+){0,20}(?!\\w)");
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.])-?(?:\\d{1,3}(?:,\\d{3}){1,8}|\\d+)(?:\\.\\d+)?(?!\\d)");
    private static final Pattern WORDED =
            Pattern.compile("\\b" + NumberWords.PATTERN + "\\b", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final Dates dates;
    private final List<Candidate> found = new ArrayList<>();

    CandidateFinder(String text, LocalDate today) {
        this.text = text;
        this.dates = new Dates(today);
    }

    /** In the order of the text. */
    List<Candidate> find(List<Word> words) {
        add(Kind.QUOTED, QUOTED, CandidateFinder::quoted);
        add(Kind.URL, URL, MatchResult::group);
        add(Kind.EMAIL, EMAIL, MatchResult::group);
        add(Kind.PATH, PATH, MatchResult::group);
        if (hasDigits() || !words.isEmpty()) {
            add(Kind.UUID, UUID, MatchResult::group);
            addMoments(MOMENT);
            addMoments(MOMENT_REVERSED);
            List<Span> taken = spans(Kind.MOMENT);
            addDays(taken);
            addTimes(taken);
            add(Kind.CODE, CODE, match -> match.group().replaceFirst("^#", ""));
        }
        List<Span> taken = spans();
        Arithmetic.findAll(text, taken).forEach(found::add);
        addOutside(taken, Kind.NUMBER, NUMBER, match -> match.group().replace(",", ""));
        addOutside(taken, Kind.NUMBER, WORDED, CandidateFinder::worded);
        NameFinder.find(text, words, spans()).forEach(found::add);
        found.sort(Comparator.comparingInt(candidate -> candidate.span().start()));
        return List.copyOf(found);
    }

    private boolean hasDigits() {
        return text.chars().anyMatch(Character::isDigit);
    }

    private void add(Kind kind, Pattern pattern, Function<MatchResult, String> value) {
        addOutside(spans(), kind, pattern, value);
    }

    private void addOutside(
            List<Span> taken, Kind kind, Pattern pattern, Function<MatchResult, String> value) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            Span span = new Span(matcher.start(), matcher.end());
            if (taken.stream().noneMatch(span::overlaps)) {
                found.add(new Candidate(kind, span, matcher.group(), value.apply(matcher)));
            }
        }
    }

    private void addMoments(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            Optional<LocalDate> day = dates.day(matcher);
            Optional<LocalTime> time = dates.time(matcher);
            if (day.isPresent() && time.isPresent()) {
                String zone =
                        pattern == MOMENT && matcher.group("zone") != null
                                ? matcher.group("zone")
                                : "";
                addFree(
                        Kind.MOMENT,
                        matcher,
                        spans(),
                        day.get() + "T" + seconds(time.get()) + zone);
            }
        }
    }

    /** Days on their own and, for tools that ask for day and time apart, those within moments. */
    private void addDays(List<Span> taken) {
        Matcher matcher = DATE.matcher(text);
        while (matcher.find()) {
            dates.day(matcher).ifPresent(day -> addFree(Kind.DATE, matcher, taken, day.toString()));
        }
    }

    private void addTimes(List<Span> taken) {
        Matcher matcher = TIME.matcher(text);
        while (matcher.find()) {
            dates.time(matcher)
                    .ifPresent(time -> addFree(Kind.TIME, matcher, taken, seconds(time)));
        }
    }

    private void addFree(Kind kind, Matcher matcher, List<Span> taken, String value) {
        Span span = new Span(matcher.start(), matcher.end());
        if (taken.stream().noneMatch(span::overlaps)) {
            found.add(new Candidate(kind, span, matcher.group(), value));
        }
    }

    private static String seconds(LocalTime time) {
        return time.format(DateTimeFormatter.ISO_LOCAL_TIME);
    }

    private static String worded(MatchResult match) {
        return NumberWords.parse(match.group()).toPlainString();
    }

    private List<Span> spans() {
        return found.stream().map(Candidate::span).toList();
    }

    private List<Span> spans(Kind except) {
        return found.stream().filter(it -> it.kind() != except).map(Candidate::span).toList();
    }

    private static String quoted(MatchResult match) {
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return match.group(group);
            }
        }
        return match.group();
    }

    private static Pattern ignoringCase(String pattern) {
        return Pattern.compile("(?:(?<=\\dT)|(?<![\\w/:.-]))" + pattern, Pattern.CASE_INSENSITIVE);
    }
}
