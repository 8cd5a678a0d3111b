package dev.parley.torture.history;

import java.nio.file.Path;

/** Where a round leaves what the checker reads. */
public record Folder(Path root) {

    /** What clients and the nemesis did. */
    public Path history() {
        return root.resolve("history.jsonl");
    }

    /** Every event that a reader got. */
    public Path received() {
        return root.resolve("received.jsonl");
    }

    /** The logs of all conversations at the end. */
    public Path log() {
        return root.resolve("log.jsonl");
    }

    /** The messages of all conversations at the end. */
    public Path messages() {
        return root.resolve("messages.jsonl");
    }

    /** All that was done in the world outside. */
    public Path effects() {
        return root.resolve("effects.jsonl");
    }

    /** The ledger of tool executions at the end. */
    public Path executions() {
        return root.resolve("executions.jsonl");
    }
}
