/** Accepting a message: from here on Parley owes the caller one terminal event. */
@NullMarked
package dev.parley.conversation.posting;

import org.jspecify.annotations.NullMarked;
