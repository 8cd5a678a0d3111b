package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.cache.Cache;
import dev.parley.platform.cache.CacheKey;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.caller.OperationsConfig;
import dev.parley.tool.credential.CredentialChanged;
import dev.parley.tool.definition.CacheRule;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.definition.Tools;
import dev.parley.tool.schema.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Results of tools without effects, kept as long as the tool says for calls that are equal in what
 * it says makes a difference. Equal calls that are under way at once, in whichever replica, are one
 * call of the tool. Within the current tenant.
 */
@ApplicationScoped
class ResultCache {

    static final String NAME = "tool-results";

    private final Cache<KeptResult> cache;
    private final Tools tools;
    private final OperationsConfig operations;

    @Inject
    ResultCache(Caches caches, Tools tools, OperationsConfig operations) {
        this.operations = operations;
        this.cache = caches.of(NAME, KeptResult.class);
        this.tools = tools;
    }

    /**
     * What a call gives, or an equal one has given.
     *
     * @param work carries the call out; what it throws reaches the caller
     */
    Done share(Call call, Supplier<Done> work) {
        CacheRule rule = call.tool().definition().cache();
        if (rule == null || rule.scope() == CacheRule.Scope.NONE) {
            return work.get();
        }
        Instant asked = Instant.now();
        Leading leading = new Leading(work);
        try {
            KeptResult found = cache.get(key(call, rule), leading, kept -> kept.life(rule));
            if (leading.done != null) {
                return leading.done;
            }
            if (found.standsForThoseWhoWait()) {
                return new Done(found.outcome(), 0, reuse(found, rule, asked));
            }
        } catch (RuntimeException e) {
            if (leading.begun) {
                throw e;
            }
        }
        // What befell an equal call, such as a cancellation, need not befall this one.
        return work.get();
    }

    /** Carries the call out for itself and for all who wait. */
    private static final class Leading implements Supplier<KeptResult> {

        private final Supplier<Done> work;
        private boolean begun;
        private @Nullable Done done;

        Leading(Supplier<Done> work) {
            this.work = work;
        }

        @Override
        public KeptResult get() {
            begun = true;
            Done own = work.get();
            done = own;
            return KeptResult.of(own.outcome(), Instant.now().truncatedTo(ChronoUnit.MICROS));
        }
    }

    private static Reuse reuse(KeptResult found, CacheRule rule, Instant asked) {
        boolean waitedFor = found.since().isAfter(asked);
        @Nullable Duration life = found.problem() == null ? rule.ttl() : rule.failuresTtl();
        String whose = rule.scope() == CacheRule.Scope.TENANT ? "the tenant" : "the user";
        String why =
                waitedFor
                        ? "An equal call of " + whose + " was under way."
                        : "An equal call of "
                                + whose
                                + " got it; the tool lets it stand for "
                                + life
                                + '.';
        return new Reuse(found.since(), why);
    }

    private static CacheKey key(Call call, CacheRule rule) {
        Tool tool = call.tool();
        String whose = rule.scope() == CacheRule.Scope.USER ? call.caller().user() : "";
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("version", tool.key());
        entry.put("user", whose);
        entry.set("arguments", whatMatters(call.arguments(), rule.varyOn()));
        return new CacheKey(tool.name(), CanonicalJson.of(entry));
    }

    private static JsonNode whatMatters(JsonNode arguments, @Nullable List<String> pointers) {
        if (pointers == null) {
            return arguments;
        }
        ObjectNode chosen = JsonNodeFactory.instance.objectNode();
        for (String pointer : pointers) {
            JsonNode value = arguments.at(pointer);
            if (!value.isMissingNode()) {
                chosen.set(pointer, value);
            }
        }
        return chosen;
    }

    /** Drops what is kept of a tool; within a transaction, when that has ended. */
    void dropTool(String name) {
        cache.invalidateOwner(name);
    }

    /**
     * Drops what is kept of the tenant's tools of these names, and of those whose results have one
     * of them for a tag or namespace.
     */
    void drop(String tenant, List<String> names) {
        tools.keeping(tenant, names).forEach(this::dropTool);
    }

    /** What the operators' tools give, others keep, too. */
    void drop(@Observes CredentialChanged changed) {
        if (operations.tenant().filter(changed.tenant()::equals).isPresent()) {
            cache.invalidateAll();
        } else {
            cache.invalidateTenant();
        }
    }

    /** Drops what is kept for the tenant. */
    void dropAll() {
        cache.invalidateTenant();
    }
}
