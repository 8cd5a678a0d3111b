package dev.parley.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.DurationDeserializer;
import java.io.IOException;
import java.time.Duration;

/** Takes durations as ISO 8601 text only: of a bare number nobody knows the unit. */
final class DurationText extends StdDeserializer<Duration> {

    private static final long serialVersionUID = 1L;

    DurationText() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            context.reportInputMismatch(this, "must be text such as PT30S");
        }
        return DurationDeserializer.INSTANCE.deserialize(parser, context);
    }
}
