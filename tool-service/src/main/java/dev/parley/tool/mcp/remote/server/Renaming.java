package dev.parley.tool.mcp.remote.server;

/** Gives the tools of a server other names, because its prefix is another one. */
public interface Renaming {

    /** Renames them, in the current transaction. */
    void rename(StoredServer server);
}
