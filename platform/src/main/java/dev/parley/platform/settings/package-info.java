/** Which settings there are, and the refusal to start with one that there is not. */
@NullMarked
package dev.parley.platform.settings;

import org.jspecify.annotations.NullMarked;
