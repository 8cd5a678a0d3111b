package dev.parley.tool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @Test
    void isTheSameForTheSameValue() {
        assertEquals(
                canonical(
                        "{\"b\": [1, {\"d\": null, \"c\": \"\\u00e4\"}], \"a\": 1.50, \"z\": {}}"),
                canonical("{ \"z\":{}, \"a\":15e-1,\"b\":[1.0,{\"c\":\"ä\",\"d\":null}] }"));
    }

    @Test
    void isReadable() {
        assertEquals(
                "{\"a\":[],\"b\":\"x\\n\\\"\",\"c\":{},\"d\":true}",
                canonical("{\"d\":true,\"c\":{},\"b\":\"x\\n\\\"\",\"a\":[]}"));
    }

    @Test
    void keepsAllDigits() {
        assertNotEquals(canonical("[90071992547409931]"), canonical("[90071992547409932]"));
        assertNotEquals(canonical("[0.1]"), canonical("[0.10000000000000000001]"));
        assertNotEquals(canonical("[\"1\"]"), canonical("[1]"));
    }

    private static String canonical(String json) {
        try {
            return CanonicalJson.of(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
