/** The suite with two replicas of the services that answer, as processes of its own. */
@NullMarked
package dev.parley.torture.rig;

import org.jspecify.annotations.NullMarked;
