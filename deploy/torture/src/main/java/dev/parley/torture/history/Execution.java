package dev.parley.torture.history;

/** A row of the ledger of tool executions. */
public record Execution(String callId, String run, String id, String status) {}
