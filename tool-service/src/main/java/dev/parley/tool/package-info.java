/**
 * Owns tools and their executions: validates arguments, runs the tool once per call id and keeps
 * the outcome. Refuses to know why an agent calls.
 */
@NullMarked
package dev.parley.tool;

import org.jspecify.annotations.NullMarked;
