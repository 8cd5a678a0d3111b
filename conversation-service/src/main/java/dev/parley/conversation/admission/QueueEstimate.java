package dev.parley.conversation.admission;

/**
 * How a run that is accepted now will fare.
 *
 * @param position its place among those that wait, from 1
 * @param waitMs how long until it begins, in milliseconds
 */
public record QueueEstimate(long position, long waitMs) {}
