package dev.parley.tool.mcp.remote.catalogue;

import dev.parley.tool.mcp.client.tool.Listing;
import dev.parley.tool.mcp.client.tool.ToolDefinition;
import dev.parley.tool.mcp.remote.catalogue.StoredTool.Approval;
import dev.parley.tool.mcp.remote.server.StoredServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a list of a server means for the tools that are stored: which are new, are what was
 * approved, are not, or are gone. A tool that comes back is held against what was approved of it
 * then. Pure.
 */
final class Reconcile {

    private final StoredServer server;
    private final boolean trusted;
    private final Instant now;

    /**
     * Decides about a server.
     *
     * @param first whether its list is seen for the first time; whoever named it wants what it has
     */
    Reconcile(StoredServer server, boolean first, Instant now) {
        this.server = server;
        this.trusted = first || !server.newToolsWait();
        this.now = now;
    }

    /**
     * What is to be stored.
     *
     * @param changed the rows that become another
     * @param leftOut what is not taken, with what the list itself left out
     */
    record Decision(List<StoredTool> changed, List<Listing.LeftOut> leftOut) {}

    Decision decide(List<StoredTool> known, Listing listing) {
        Map<String, StoredTool> before = new HashMap<>();
        Set<String> names = new HashSet<>();
        known.forEach(tool -> {
            before.put(tool.remoteName(), tool);
            names.add(tool.name());
        });
        List<StoredTool> changed = new ArrayList<>();
        List<Listing.LeftOut> leftOut = new ArrayList<>(listing.leftOut());
        Set<String> listed = new HashSet<>();
        for (ToolDefinition tool : listing.tools()) {
            listed.add(tool.name());
            StoredTool old = before.get(tool.name());
            StoredTool next = next(tool, old);
            if (old == null && !names.add(next.name())) {
                leftOut.add(
                        new Listing.LeftOut(
                                tool.name(), "Another tool of the server has its name here."));
            } else if (old == null || isOther(old, next)) {
                changed.add(next);
            }
        }
        known.stream()
                .filter(tool -> !listed.contains(tool.remoteName()))
                .filter(tool -> tool.state() != ToolState.GONE)
                .forEach(tool -> changed.add(tool.gone(now)));
        return new Decision(changed, leftOut);
    }

    private static boolean isOther(StoredTool old, StoredTool next) {
        return old.state() != next.state() || !old.hash().equals(next.hash());
    }

    private StoredTool next(ToolDefinition tool, @Nullable StoredTool old) {
        String hash = ToolHash.of(tool);
        Approval approval = old == null ? asFirstSeen(hash) : old.approval();
        boolean approved = approval != null && approval.hash().equals(hash);
        return new StoredTool(
                server.tenant(),
                server.id(),
                tool.name(),
                ToolNames.of(server.prefix(), tool.name()),
                tool.title(),
                tool.description(),
                tool.inputSchema().toString(),
                tool.outputSchema() == null ? null : tool.outputSchema().toString(),
                tool.hints().toString(),
                hash,
                approved ? ToolState.ACTIVE : ToolState.CHANGED,
                approval,
                now);
    }

    private @Nullable Approval asFirstSeen(String hash) {
        return trusted ? new Approval(hash, null, now) : null;
    }
}
