/**
 * The model {@code offline}: answers out of the request alone, always the same. It calls tools,
 * quotes their results, the context it was given and the conversation, and otherwise says what it
 * is.
 */
@NullMarked
package dev.parley.local.model.offline;

import org.jspecify.annotations.NullMarked;
