/** Whether one more run may be accepted, and how long it will wait. */
@NullMarked
package dev.parley.conversation.admission;

import org.jspecify.annotations.NullMarked;
