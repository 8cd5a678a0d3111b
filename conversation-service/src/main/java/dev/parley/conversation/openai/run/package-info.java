/**
 * What every resource of the door does with a run: read what is wanted of it, follow it, say how it
 * ended.
 */
@NullMarked
package dev.parley.conversation.openai.run;

import org.jspecify.annotations.NullMarked;
