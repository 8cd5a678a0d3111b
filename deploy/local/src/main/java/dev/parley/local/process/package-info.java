/**
 * Child processes that outlive their parent: started in a session of their own, found again by pid,
 * start time and command line, and never mistaken for a stranger that got the same pid.
 */
@NullMarked
package dev.parley.local.process;

import org.jspecify.annotations.NullMarked;
