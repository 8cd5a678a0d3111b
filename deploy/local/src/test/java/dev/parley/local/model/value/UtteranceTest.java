package dev.parley.local.model.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.local.model.value.Candidate.Kind;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtteranceTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is 18% of 2450?            | 18 / 100 * 2450",
                "12 percent of $1,200            | 12 / 100 * 1200",
                "how much is 3*4                 | 3 * 4",
                "3x4 + (2-1)/5                   | 3 * 4 + (2 - 1) / 5",
                "the sum of 3, 4 and 5           | 3 + 4 + 5",
                "the average of 3, 4 and 5       | (3 + 4 + 5) / 3",
                "subtract 3 from 10              | 10 - 3",
                "divide 10 by 4                  | 10 / 4",
                "multiply 6 by 7                 | 6 * 7",
                "2 to the power of 10            | 2 ^ 10",
                "the square root of 144          | sqrt(144)",
                "twenty-five times four          | 25 * 4",
                "5 squared plus 2^3              | 5 ^ 2 + 2 ^ 3",
                "half of 90                      | 90 / 2",
                "17 % 5                          | 17 % 5",
                "two hundred minus one           | 200 - 1",
                "-4 + 9                          | -4 + 9",
                "max(3, 4) * 2                   | max(3, 4) * 2",
            })
    void writesArithmeticAsAnExpression(String text, String expression) {
        assertEquals(List.of(expression), values(text, Kind.ARITHMETIC));
    }

    @ParameterizedTest
    @CsvSource({
        "I was born on 2026-03-05",
        "call 24 people",
        "order C-17 and ORD-55",
        "at 10:30 and 11:45",
        "see https://example.com/1/2",
        "mail 1+2@example.com",
        "no numbers over here",
    })
    void seesNoArithmeticInDatesCodesAndAddresses(String text) {
        assertEquals(List.of(), values(text, Kind.ARITHMETIC));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on 2026-03-05          | 2026-03-05",
                "on March 5th, 2027     | 2027-03-05",
                "on 5 March             | 2026-03-05",
                "on the 5th of May 2026 | 2026-05-05",
                "on 03/05/2026          | 2026-03-05",
                "on 25/05/2026          | 2026-05-25",
                "on 5.3.2026            | 2026-03-05",
                "tomorrow               | 2026-01-06",
                "yesterday              | 2026-01-04",
                "on Friday              | 2026-01-09",
                "next monday            | 2026-01-12",
            })
    void readsDays(String text, String day) {
        assertEquals(List.of(day), values(text, Kind.DATE));
    }

    @Test
    void takesNoDayThatDoesNotExist() {
        assertEquals(List.of(), values("on 2026-02-30 or 31 June 2026", Kind.DATE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tomorrow at 5pm           | 2026-01-06T17:00:00",
                "2026-03-05 at 19:30       | 2026-03-05T19:30:00",
                "2026-03-05T10:00:00Z      | 2026-03-05T10:00:00Z",
                "at 7pm on March 3rd, 2026 | 2026-03-03T19:00:00",
                "today, noon               | 2026-01-05T12:00:00",
            })
    void readsMoments(String text, String moment) {
        assertEquals(List.of(moment), values(text, Kind.MOMENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Paris                          | Paris",
                "fly to New York now            | New York",
                "in Rio de Janeiro              | Rio de Janeiro",
                "Tell Ada Lovelace              | Ada Lovelace",
                "What is the price of AAPL      | AAPL",
            })
    void findsNames(String text, String name) {
        assertEquals(List.of(name), values(text, Kind.NAME));
    }

    @Test
    void takesAWordForNoNameOnlyBecauseASentenceStartsWithIt() {
        assertEquals(List.of(), values("Weather please. Delete it. Tomorrow then.", Kind.NAME));
    }

    @Test
    void findsAddressesQuotationsAndCodes() {
        String text =
                "Send \"Hi, all\" to bob@example.com, see https://example.com/x?y=1. It is about C-1042.";

        assertEquals(List.of("Hi, all"), values(text, Kind.QUOTED));
        assertEquals(List.of("bob@example.com"), values(text, Kind.EMAIL));
        assertEquals(List.of("https://example.com/x?y=1"), values(text, Kind.URL));
        assertEquals(List.of("C-1042"), values(text, Kind.CODE));
    }

    @Test
    void readsNumbersInDigitsAndWords() {
        assertEquals(List.of("1200", "3.5", "12"), values("1,200 or 3.5 or a dozen", Kind.NUMBER));
    }

    private static List<String> values(String text, Kind kind) {
        return Utterance.of(text, MONDAY).candidates().stream()
                .filter(candidate -> candidate.kind() == kind)
                .map(Candidate::value)
                .toList();
    }
}
