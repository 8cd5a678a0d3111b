package dev.parley.tool.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.platform.cache.Cache;
import dev.parley.platform.cache.CacheKey;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.caller.Caller;
import dev.parley.tool.remote.RemoteTool;
import dev.parley.tool.remote.RemoteTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tools that a tenant has: those that come with Parley, its own, those that others show it, and
 * those of MCP servers that it named; of two with one name it is the first of these.
 */
@ApplicationScoped
public class Tools {

    private static final int MAX_READ = 5_000;
    private static final int BITE = 100;
    private static final String OF_SERVERS = "mcp:";

    private final Builtins builtins;
    private final ToolRepository repository;
    private final ToolSwitches switches;
    private final ToolParts parts;
    private final ObjectMapper mapper;
    private final RemoteTools remote;
    private final Cache<Located> cache;

    /** Schemas and templates of versions, which never change. */
    private final com.github.benmanes.caffeine.cache.Cache<String, ToolParts.Parts> read =
            Caffeine.newBuilder().maximumSize(MAX_READ).build();

    @Inject
    Tools(
            Builtins builtins,
            ToolRepository repository,
            ToolSwitches switches,
            ToolParts parts,
            ObjectMapper mapper,
            RemoteTools remote,
            Caches caches) {
        this.remote = remote;
        this.builtins = builtins;
        this.repository = repository;
        this.switches = switches;
        this.parts = parts;
        this.mapper = mapper;
        this.cache = caches.of("tools", Located.class);
    }

    /**
     * What a tenant's tables say of a name.
     *
     * @param stored its own tool, or one that it is shown
     * @param switched whether it turned one that is not its own on or off
     */
    record Located(@Nullable StoredTool stored, @Nullable Boolean switched) {}

    /** The tool of this name, if this caller may call it. */
    public Optional<Tool> find(Caller caller, String name) {
        return find(caller.tenant(), name).filter(tool -> tool.isFor(caller));
    }

    /** The tool of this name, whoever may call it. */
    public Optional<Tool> find(String tenant, String name) {
        if (!name.matches(ToolDefinition.NAME)) {
            return Optional.empty();
        }
        Located located = cache.get(new CacheKey(name, ""), () -> locate(tenant, name));
        Optional<Tool> builtin = builtins.find(name);
        return builtin.isPresent()
                ? builtin.map(tool -> foreign(tool, tenant, located.switched()))
                : Optional.ofNullable(located.stored())
                        .map(stored -> tool(tenant, stored, located.switched()))
                        .or(() -> ofServer(tenant, name, located.switched()));
    }

    /** Asked for anew each time: what has changed must be gone at once. */
    private Optional<Tool> ofServer(String tenant, String name, @Nullable Boolean switched) {
        return name.contains(RemoteTool.SEPARATOR)
                ? remote.find(tenant, name).map(tool -> tool(tool, switched))
                : Optional.empty();
    }

    private Tool tool(RemoteTool tool, @Nullable Boolean switched) {
        String key = OF_SERVERS + tool.key();
        ToolParts.Parts of = read.get(partsKey(tool), it -> parts.ofServer(tool));
        return new Tool(
                key,
                tool.tenant(),
                tool.version(),
                switched == null || switched,
                of.definition(),
                of.input(),
                of.output(),
                new Binding.Mcp(tool),
                null,
                tool.updatedAt());
    }

    /** A call that was begun on earlier terms names those in its key. */
    private static String partsKey(RemoteTool tool) {
        int terms = tool.terms() == null ? 0 : tool.terms().version();
        return tool.key() + ':' + tool.effects() + ':' + terms;
    }

    private Located locate(String tenant, String name) {
        @Nullable Boolean switched = switches.find(tenant, name).orElse(null);
        if (builtins.find(name).isPresent()) {
            return new Located(null, switched);
        }
        return new Located(
                repository
                        .find(tenant, name)
                        .or(() -> repository.findShared(tenant, name))
                        .orElse(null),
                switched);
    }

    /** A certain version of a tool, for a call that was begun with it. */
    public Optional<Tool> version(String tenant, String key) {
        if (key.startsWith(Builtins.PREFIX)) {
            return builtins.find(key.substring(Builtins.PREFIX.length()))
                    .map(tool -> tool.switched(tenant, true));
        }
        if (key.startsWith(OF_SERVERS)) {
            return remote.version(tenant, key.substring(OF_SERVERS.length()))
                    .map(tool -> tool(tool, true));
        }
        return repository.findVersion(tenant, key).map(stored -> tool(tenant, stored, true));
    }

    /** Up to {@code limit} tools that this caller may call, with names after {@code name}. */
    public List<Tool> after(Caller caller, String name, int limit) {
        return after(caller.tenant(), name, limit, tool -> tool.isFor(caller));
    }

    /** Up to {@code limit} tools of a tenant with names after {@code name}, by name. */
    public List<Tool> after(String tenant, String name, int limit, Predicate<Tool> wanted) {
        SortedMap<String, Tool> found = new TreeMap<>();
        Map<String, Boolean> switched = switches.all(tenant);
        String after = name;
        while (found.size() < limit) {
            SortedMap<String, Tool> bite = bite(tenant, after, switched);
            bite.values().stream()
                    .filter(wanted)
                    .limit(limit - found.size())
                    .forEach(tool -> found.put(tool.name(), tool));
            if (bite.size() < BITE) {
                break;
            }
            after = bite.lastKey();
        }
        return List.copyOf(found.values());
    }

    /** The names of a tenant's tools that are named, or whose kept results have one for a tag. */
    public List<String> keeping(String tenant, List<String> names) {
        return Stream.concat(
                        repository.keeping(tenant, names).stream(),
                        remote.keeping(tenant, names).stream())
                .distinct()
                .toList();
    }

    /** The next hundred by name; fewer are the last. */
    private SortedMap<String, Tool> bite(
            String tenant, String after, Map<String, Boolean> switched) {
        SortedMap<String, Tool> all = new TreeMap<>();
        remote.after(tenant, after, BITE)
                .forEach(it -> all.put(it.name(), tool(it, switched.get(it.name()))));
        add(repository.pageShared(tenant, after, BITE), tenant, switched, all);
        add(repository.page(tenant, after, BITE), tenant, switched, all);
        for (Tool builtin : builtins.after(after)) {
            all.put(builtin.name(), foreign(builtin, tenant, switched.get(builtin.name())));
        }
        SortedMap<String, Tool> first = new TreeMap<>();
        all.values().stream().limit(BITE).forEach(tool -> first.put(tool.name(), tool));
        return first;
    }

    private void add(
            Collection<StoredTool> rows,
            String tenant,
            Map<String, Boolean> switched,
            SortedMap<String, Tool> all) {
        rows.forEach(row -> all.put(row.name(), tool(tenant, row, switched.get(row.name()))));
    }

    /** A row as this tenant sees it. */
    Tool tool(String tenant, StoredTool row, @Nullable Boolean switched) {
        ToolParts.Parts of = read.get(row.key(), key -> parts.read(definition(row)));
        boolean own = row.tenant().equals(tenant);
        return new Tool(
                row.key(),
                row.tenant(),
                row.version(),
                row.enabled() && (own || switched == null || switched),
                of.definition(),
                of.input(),
                of.output(),
                of.binding(),
                row.createdAt(),
                row.updatedAt());
    }

    private static Tool foreign(Tool builtin, String tenant, @Nullable Boolean switched) {
        return builtin.switched(tenant, switched == null || switched);
    }

    private ToolDefinition definition(StoredTool row) {
        try {
            return mapper.readValue(row.definition(), ToolDefinition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored tool is not readable", e);
        }
    }

    /** Forgets what is known of a tenant's tool; before the first statement that changes it. */
    void changing(String name) {
        cache.invalidateOwner(name);
    }

    /** The same for a tool that other tenants may see. */
    void changingForAll() {
        cache.invalidateAll();
    }
}
