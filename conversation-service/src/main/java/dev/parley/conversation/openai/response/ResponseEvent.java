package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event of a response's stream.
 *
 * @param number its {@code sequence_number}: where in the log it comes from decides, so that it is
 *     the same whenever and wherever the stream is read
 */
record ResponseEvent(long number, String type, ObjectNode data) {}
