/**
 * As much reading of English as picking a tool and quoting a sentence takes: words, sentences,
 * values, arithmetic. No knowledge of the world and none of any tool.
 */
@NullMarked
package dev.parley.local.model.language;

import org.jspecify.annotations.NullMarked;
