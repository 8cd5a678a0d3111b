package dev.parley.tool.egress;

import java.io.InputStream;

/**
 * An answer whose body is still coming. Reading it to its end gives the connection back; closing it
 * earlier cuts the connection. A read that fails throws {@link BodyLost}.
 *
 * @param body decompressed and bounded; close it
 */
public record StreamedAnswer(AnswerHead head, InputStream body) {}
