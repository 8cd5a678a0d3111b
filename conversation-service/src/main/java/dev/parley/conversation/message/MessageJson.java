package dev.parley.conversation.message;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A message of a page, written already.
 *
 * @param seq its number
 */
record MessageJson(long seq, String json) {

    @JsonValue
    @JsonRawValue
    String raw() {
        return json;
    }
}
