/** What clients did and saw and what the suite holds, as files between the rig and the checker. */
@NullMarked
package dev.parley.torture.history;

import org.jspecify.annotations.NullMarked;
