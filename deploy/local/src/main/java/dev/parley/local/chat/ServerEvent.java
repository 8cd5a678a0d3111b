package dev.parley.local.chat;

/**
 * One event of a stream.
 *
 * @param id where to go on after a break; empty if the event had none
 */
public record ServerEvent(String id, String type, String data) {}
