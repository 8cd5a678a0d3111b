package dev.parley.torture.history;

/** A stored message. */
public record Message(
        String conversation, String id, String role, String run, String status, String content) {}
