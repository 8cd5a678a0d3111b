package dev.parley.tool.mcp.client.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * An event of a stream (WHATWG HTML, server-sent events).
 *
 * @param type {@code message} unless it says otherwise
 * @param data empty for one that only carries an id or a delay
 * @param lastId where the stream can be taken up after it, if the server said so at all
 * @param retry how long to wait before the stream is taken up, if the server said so
 */
record SseEvent(String type, String data, Optional<String> lastId, Optional<Duration> retry) {}
