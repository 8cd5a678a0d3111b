package dev.parley.tool.mcp.remote.sync;

import java.util.UUID;

/**
 * The right of one process to fetch the list of one server.
 *
 * @param number whoever has a later one has taken it over
 * @param first whether no list of the server was ever taken
 * @param failures how often in a row it has failed
 */
record Turn(String tenant, UUID server, long number, boolean first, int failures) {}
