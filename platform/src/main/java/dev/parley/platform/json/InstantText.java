package dev.parley.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;

/** Takes times as ISO 8601 text only: a number may count seconds or milliseconds. */
final class InstantText extends StdDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    InstantText() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING) || isNumber(parser.getText())) {
            context.reportInputMismatch(this, "must be a time such as 2026-01-31T12:00:00Z");
        }
        return InstantDeserializer.INSTANT.deserialize(parser, context);
    }

    private static boolean isNumber(String text) {
        return text.indexOf('T') < 0;
    }
}
