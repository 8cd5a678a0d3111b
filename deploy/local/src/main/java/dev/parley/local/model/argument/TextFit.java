package dev.parley.local.model.argument;

import static dev.parley.local.model.argument.Trait.CURRENCY;
import static dev.parley.local.model.argument.Trait.DATE;
import static dev.parley.local.model.argument.Trait.EMAIL;
import static dev.parley.local.model.argument.Trait.EXPRESSION;
import static dev.parley.local.model.argument.Trait.ID;
import static dev.parley.local.model.argument.Trait.LANGUAGE;
import static dev.parley.local.model.argument.Trait.LONG_TEXT;
import static dev.parley.local.model.argument.Trait.PATH;
import static dev.parley.local.model.argument.Trait.PERSON;
import static dev.parley.local.model.argument.Trait.PLACE;
import static dev.parley.local.model.argument.Trait.QUERY;
import static dev.parley.local.model.argument.Trait.SOURCE;
import static dev.parley.local.model.argument.Trait.TARGET;
import static dev.parley.local.model.argument.Trait.TIME;
import static dev.parley.local.model.argument.Trait.TIME_ZONE;
import static dev.parley.local.model.argument.Trait.TITLE;
import static dev.parley.local.model.argument.Trait.UNIT;
import static dev.parley.local.model.argument.Trait.URL;

import dev.parley.local.model.value.Candidate;
import java.util.Locale;

/**
 * How well the looks of a value fit what a text parameter asks for: below 0 not at all, 4
 * perfectly.
 */
final class TextFit {

    private static final double NO = -1;

    private TextFit() {}

    static double of(Parameter parameter, Candidate candidate) {
        return switch (candidate.kind()) {
            case EMAIL -> email(parameter);
            case URL -> parameter.has(URL) ? 4 : special(parameter) || prose(parameter) ? NO : 0.5;
            case PATH ->
                    parameter.has(PATH) ? 4 : special(parameter) || prose(parameter) ? NO : 1.2;
            case UUID ->
                    parameter.schema().format().equals("uuid") ? 4 : parameter.has(ID) ? 3.5 : NO;
            case QUOTED -> quoted(parameter);
            case MOMENT -> moment(parameter);
            case DATE -> day(parameter);
            case TIME -> time(parameter);
            case CODE -> code(parameter);
            case NUMBER -> parameter.has(ID) ? 0.5 : NO;
            case NAME -> name(parameter, candidate.text());
            case ARITHMETIC -> parameter.has(EXPRESSION) ? 5 : NO;
        };
    }

    private static double email(Parameter parameter) {
        if (parameter.has(EMAIL) || parameter.schema().format().equals("email")) {
            return 4;
        }
        return special(parameter) || prose(parameter)
                ? NO
                : parameter.hasAny(TARGET, SOURCE, PERSON) ? 2 : 0.5;
    }

    private static double quoted(Parameter parameter) {
        if (parameter.hasAny(EXPRESSION, EMAIL, URL, DATE, TIME, TIME_ZONE)) {
            return parameter.has(EXPRESSION) ? 1 : NO;
        }
        return parameter.hasAny(LONG_TEXT, QUERY) ? 3.2 : parameter.has(TITLE) ? 3 : 2.5;
    }

    private static double moment(Parameter parameter) {
        return switch (parameter.schema().format()) {
            case "date-time" -> 4;
            case "date", "time" -> 3;
            default ->
                    parameter.has(DATE) && parameter.has(TIME)
                            ? 4
                            : parameter.hasAny(DATE, TIME) ? 2.8 : NO;
        };
    }

    private static double day(Parameter parameter) {
        return switch (parameter.schema().format()) {
            case "date" -> 4;
            case "date-time" -> 2;
            case "time" -> NO;
            default -> parameter.has(DATE) ? 3.5 : NO;
        };
    }

    private static double time(Parameter parameter) {
        return switch (parameter.schema().format()) {
            case "time" -> 4;
            case "date", "date-time" -> NO;
            default -> parameter.has(TIME) && !parameter.has(TIME_ZONE) ? 3.5 : NO;
        };
    }

    private static double code(Parameter parameter) {
        if (parameter.has(ID)) {
            return 4;
        }
        if (parameter.hasAny(UNIT, CURRENCY)) {
            return 1;
        }
        return special(parameter) || prose(parameter) || parameter.hasAny(PLACE, PERSON, LANGUAGE)
                ? NO
                : 1.5;
    }

    private static double name(Parameter parameter, String text) {
        boolean shouted = text.equals(text.toUpperCase(Locale.ROOT)) && !text.contains(" ");
        if (parameter.hasAny(PLACE, PERSON, LANGUAGE)) {
            return 2.5;
        }
        if (parameter.has(TIME_ZONE)) {
            return TimeZones.find(text).isPresent() ? 3.5 : 1;
        }
        if (parameter.has(CURRENCY)) {
            return Currencies.isCode(text) ? 4 : 1;
        }
        if (parameter.has(ID)) {
            return shouted ? 3 : NO;
        }
        if (parameter.has(UNIT) && Currencies.isCode(text)) {
            return NO;
        }
        if (parameter.hasAny(UNIT, TITLE)) {
            return parameter.has(TITLE) && parameter.has(LONG_TEXT) ? NO : 2.5;
        }
        return special(parameter) || prose(parameter) ? NO : 1.5;
    }

    private static boolean special(Parameter parameter) {
        return parameter.hasAny(EXPRESSION, EMAIL, URL, DATE, TIME, TIME_ZONE);
    }

    private static boolean prose(Parameter parameter) {
        return parameter.hasAny(LONG_TEXT, QUERY);
    }
}
