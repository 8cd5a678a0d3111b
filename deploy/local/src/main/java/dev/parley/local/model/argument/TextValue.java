package dev.parley.local.model.argument;

import dev.parley.local.model.value.Candidate;
import java.util.regex.Pattern;

/** Writes a value the way its parameter asks for. */
final class TextValue {

    private static final Pattern ZONED = Pattern.compile("(Z|[+-]\\d{2}:\\d{2})$");

    private TextValue() {}

    static String of(Parameter parameter, Candidate candidate) {
        return switch (candidate.kind()) {
            case MOMENT -> moment(parameter, candidate);
            case DATE -> day(parameter, candidate);
            case TIME -> time(parameter, candidate.value());
            case NAME -> place(parameter, candidate.text());
            case ARITHMETIC -> expression(parameter, candidate);
            default -> candidate.value();
        };
    }

    /** RFC 3339 wants an offset; without any word on it UTC is written. */
    private static String moment(Parameter parameter, Candidate moment) {
        String value = moment.value();
        return switch (parameter.schema().format()) {
            case "date-time" -> ZONED.matcher(value).find() ? value : value + "Z";
            case "date" -> value.substring(0, 10);
            case "time" -> time(parameter, value.substring(11, 19));
            default -> {
                if (!parameter.has(Trait.TIME)) {
                    yield value.substring(0, 10);
                }
                yield parameter.has(Trait.DATE) ? value : time(parameter, value.substring(11, 19));
            }
        };
    }

    private static String day(Parameter parameter, Candidate day) {
        if (parameter.schema().format().equals("date-time")) {
            return day.value() + "T00:00:00Z";
        }
        boolean wantsIso =
                parameter.schema().format().equals("date")
                        || parameter.mentions("yyyy")
                        || parameter.mentions("iso")
                        || parameter.mentions("\\d{4}");
        boolean absolute = day.text().chars().anyMatch(Character::isDigit);
        return wantsIso || absolute ? day.value() : day.text();
    }

    private static String time(Parameter parameter, String value) {
        boolean seconds =
                parameter.mentions("hh:mm:ss") || parameter.schema().format().equals("time");
        return seconds
                ? value + (parameter.schema().format().equals("time") ? "Z" : "")
                : value.substring(0, 5);
    }

    static String place(Parameter parameter, String text) {
        String name =
                text.endsWith("'s") && parameter.has(Trait.PLACE)
                        ? text.substring(0, text.length() - 2)
                        : text;
        return parameter.has(Trait.TIME_ZONE) ? TimeZones.find(name).orElse(name) : name;
    }

    private static String expression(Parameter parameter, Candidate arithmetic) {
        if (parameter.mentions("% of") || parameter.mentions("percent of")) {
            return arithmetic.text();
        }
        boolean stars = parameter.mentions("**") && !parameter.mentions("^");
        return stars ? arithmetic.value().replace("^", "**") : arithmetic.value();
    }
}
