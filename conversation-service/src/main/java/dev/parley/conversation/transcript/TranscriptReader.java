package dev.parley.conversation.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.conversation.ConversationError;
import dev.parley.platform.json.StrictJson;
import dev.parley.platform.json.TextPolicy;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads the lines of a piece of a transcript, strictly, and says which line does not fit. */
@ApplicationScoped
class TranscriptReader {

    private final ObjectMapper mapper;

    @Inject
    TranscriptReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    List<TranscriptLine> read(byte[] body) {
        List<TranscriptLine> lines = new ArrayList<>();
        int number = 0;
        for (String line : StrictJson.decode(body).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                lines.add(read(line, number));
            }
        }
        if (lines.isEmpty()) {
            throw refusal(1, "send at least one line.");
        }
        return lines;
    }

    private TranscriptLine read(String line, int number) {
        try {
            TextPolicy.check(line);
            return mapper.readValue(line, TranscriptLine.class);
        } catch (TextPolicy.Violation e) {
            throw refusal(number, "text " + e.getMessage() + '.');
        } catch (JsonProcessingException e) {
            throw refusal(number, Objects.toString(StrictJson.refusal(e).getMessage()));
        }
    }

    static ProblemException refusal(int line, String what) {
        return refusal("line " + line, what);
    }

    static ProblemException refusal(String where, String what) {
        return new ProblemException(
                ConversationError.INVALID_TRANSCRIPT,
                "The transcript is refused at " + where + ": " + what,
                List.of(new FieldError(where, "invalid-line", what)));
    }
}
