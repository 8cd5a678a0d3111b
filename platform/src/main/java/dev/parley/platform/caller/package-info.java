/** Who asks, taken from the token alone, and for whom a service acts. */
@NullMarked
package dev.parley.platform.caller;

import org.jspecify.annotations.NullMarked;
