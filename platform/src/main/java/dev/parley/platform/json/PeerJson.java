package dev.parley.platform.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;

/** JSON of another service or provider: fields that are not read here are none of our business. */
public final class PeerJson {

    private PeerJson() {}

    /** The mapper for a REST client's answers. */
    public static ObjectMapper reading(ObjectMapper mapper) {
        return mapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
