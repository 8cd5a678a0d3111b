package dev.parley.local.model.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.local.model.language.Words;
import dev.parley.local.model.value.Utterance;
import java.time.LocalDate;
import java.util.List;

/** Fills tools from one message, said on a fixed day. */
final class FixedDayFiller {

    static final LocalDate TODAY = LocalDate.of(2026, 1, 5);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Apostrophes of what is expected stand for quotation marks. */
    void assertArguments(String expected, String schema, String tool, String said)
            throws JsonProcessingException {
        Filling filling = fill(schema, tool, said);
        assertEquals(expected.replace('\'', '"'), filling.arguments().toString());
        assertEquals(List.of(), filling.missing());
    }

    Filling fill(String schema, String tool, String said) throws JsonProcessingException {
        return new ArgumentFiller()
                .fill(
                        ToolSchema.of(JSON.readTree(schema)),
                        Words.contentStems(Words.ofIdentifier(tool)),
                        Utterance.of(said, TODAY),
                        List.of());
    }
}
