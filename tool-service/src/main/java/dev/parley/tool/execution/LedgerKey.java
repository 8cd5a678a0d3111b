package dev.parley.tool.execution;

/** Names a row of the ledger. */
record LedgerKey(String tenant, String callId) {}
