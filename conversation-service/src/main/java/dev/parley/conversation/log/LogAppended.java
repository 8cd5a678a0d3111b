package dev.parley.conversation.log;

import java.util.List;

/**
 * Entries were appended; observers hear of it once the transaction has committed. All are of one
 * conversation.
 */
public record LogAppended(List<LogEvent> events) {}
