package dev.parley.tool.egress;

import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.egress.body.ContentType;

/**
 * What comes before the body of an answer.
 *
 * @param address who answered, at the end of all redirects
 */
public record AnswerHead(int status, ResponseHeaders headers, WebAddress address) {

    /** What the body is said to be. */
    public ContentType contentType() {
        return ContentType.parse(headers.first("Content-Type").orElse(null));
    }
}
