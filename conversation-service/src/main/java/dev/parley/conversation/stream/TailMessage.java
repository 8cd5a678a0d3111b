package dev.parley.conversation.stream;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.log.LogEvent;
import java.util.List;

/**
 * What replicas tell each other over Redis.
 *
 * @param origin the process that appended, which needs no telling
 */
record TailMessage(String origin, ConversationId conversation, List<LogEvent> events) {}
