/** Finds the sentence that answers a question, to be quoted. */
@NullMarked
package dev.parley.local.model.offline.quote;

import org.jspecify.annotations.NullMarked;
