/** Heartbeats, and the verdict over instances, services and the suite. */
@NullMarked
package dev.parley.monitoring.health;

import org.jspecify.annotations.NullMarked;
