/**
 * How long a run will wait: its place among those that wait, and what is known of how fast they go.
 */
@NullMarked
package dev.parley.agent.outlook;

import org.jspecify.annotations.NullMarked;
