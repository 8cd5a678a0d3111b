/**
 * Owns what is known of the suite's health. Refuses to be asked by the other services for anything
 * they need to work.
 */
@NullMarked
package dev.parley.monitoring;

import org.jspecify.annotations.NullMarked;
