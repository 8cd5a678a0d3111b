package dev.parley.conversation.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.event.ConversationDeleted;
import dev.parley.contracts.event.ConversationEvent;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.UuidV7;
import dev.parley.conversation.ConversationError;
import dev.parley.conversation.outgoing.ConversationEvents;
import dev.parley.platform.cache.Cache;
import dev.parley.platform.cache.CacheKey;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.outbox.OutboxEvent;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** Creates, reads and lists conversations. */
@ApplicationScoped
public class Conversations {

    /** The door that most conversations come through. */
    public static final String PARLEY = "parley";

    /** The door of chat completions, whose conversations hold one request each. */
    public static final String OPENAI = "openai";

    /** The status of a conversation that is not all there yet. */
    static final String IMPORTING = "importing";

    /** A status that no reader sees. */
    static final String DELETED = "deleted";

    private final ConversationRepository repository;
    private final ConversationList list;
    private final AgentDirectory agents;
    private final Outbox outbox;
    private final Caches caches;
    private final Cache<CachedConversation> cache;
    private final Cursors cursors;
    private final ObjectMapper mapper;

    @Inject
    Conversations(
            ConversationRepository repository,
            ConversationList list,
            AgentDirectory agents,
            Outbox outbox,
            Caches caches,
            Cursors cursors,
            ObjectMapper mapper) {
        this.repository = repository;
        this.list = list;
        this.agents = agents;
        this.outbox = outbox;
        this.caches = caches;
        this.cache = caches.of("conversation", CachedConversation.class);
        this.cursors = cursors;
        this.mapper = mapper;
    }

    /**
     * Refuses an agent that the tenant does not have. Asks agent-service, so call it outside a
     * transaction.
     */
    public void requireAgent(Caller caller, String agent) {
        if (agents.knows(caller, agent) == AgentDirectory.Answer.UNKNOWN) {
            String message =
                    "There is no agent named \""
                            + agent
                            + "\"; GET /v1/agents on agent-service lists them.";
            throw new ProblemException(
                    ConversationError.UNKNOWN_AGENT,
                    message,
                    List.of(new FieldError("/agent", "unknown-agent", message)));
        }
    }

    /** Makes a conversation, which came through the door {@code source}. */
    @Transactional
    public ConversationResponse create(Caller caller, NewConversation wanted, String source) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        ConversationId id = ConversationId.next();
        String metadata = Metadata.write(mapper, wanted.metadata());
        ConversationEntity entity =
                new ConversationEntity(
                        id.value(), caller.tenant(), caller.user(), wanted, metadata, source, now);
        repository.persistAndFlush(entity);
        return ConversationResponse.of(entity, mapper);
    }

    /** A conversation that the caller may see. */
    public ConversationResponse get(Caller caller, ConversationId id) {
        CachedConversation found =
                cache.get(new CacheKey(id.toString(), "metadata"), () -> load(caller.tenant(), id));
        if (!found.owner().equals(caller.user()) && !caller.seesWholeTenant()) {
            throw ProblemException.notFound("conversation");
        }
        return found.shown();
    }

    private CachedConversation load(String tenant, ConversationId id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> repository.ofTenant(tenant, id.value()))
                .map(entity ->
                        new CachedConversation(
                                entity.user, ConversationResponse.of(entity, mapper)))
                .orElseThrow(() -> ProblemException.notFound("conversation"));
    }

    /** Changes what the body names, if nobody else has changed it since {@code expected}. */
    @Transactional
    public ConversationResponse change(
            Caller caller, ConversationId id, OptionalInt expected, ConversationChange wanted) {
        caches.invalidateOwner(id.toString());
        ConversationEntity entity = locked(caller, id, expected);
        if (entity.status.equals(IMPORTING)) {
            throw new ProblemException(
                    ConversationError.IMPORT_INCOMPLETE,
                    "The import of this conversation has not come to its last line yet.");
        }
        if (wanted.activeBranch() != null && wanted.activeBranch() >= entity.branchCount) {
            throw ProblemException.invalid(
                    "/active_branch",
                    "no-such-branch",
                    "This conversation has only the branches 0 to "
                            + (entity.branchCount - 1)
                            + '.');
        }
        entity.apply(wanted, mapper);
        repository.flush();
        return ConversationResponse.of(entity, mapper);
    }

    /**
     * Takes a conversation out of everybody's sight at once; its rows go soon after, and what other
     * services keep of it when they hear of it.
     */
    @Transactional
    public void delete(Caller caller, ConversationId id, OptionalInt expected) {
        caches.invalidateOwner(id.toString());
        ConversationEntity entity = locked(caller, id, expected);
        entity.status = DELETED;
        entity.title = null;
        entity.metadata = "{}";
        entity.version++;
        outbox.append(List.of(deleted(caller, id)));
    }

    private ConversationEntity locked(Caller caller, ConversationId id, OptionalInt expected) {
        ConversationEntity entity =
                repository.lockFor(caller, id.value()).orElseThrow(() -> refusal(caller, id));
        if (expected.isPresent() && expected.getAsInt() != entity.version) {
            throw new ProblemException(
                    PlatformError.PRECONDITION_FAILED,
                    "The conversation was changed meanwhile; it is at version "
                            + entity.version
                            + " now. Read it again.");
        }
        return entity;
    }

    private ProblemException refusal(Caller caller, ConversationId id) {
        // Refuses with not-found what the caller may not even see.
        get(caller, id);
        return ProblemException.notYours("conversation");
    }

    private static OutboxEvent deleted(Caller caller, ConversationId id) {
        return ConversationEvents.row(
                new ConversationDeleted(
                        ConversationEvent.VERSION,
                        UuidV7.next(),
                        caller.tenant(),
                        id,
                        Instant.now()));
    }

    @Transactional
    Page<ConversationResponse> list(Caller caller, ConversationFilter filter, PageRequest wanted) {
        Cursors.Scope scope =
                Cursors.Scope.of(
                        caller.tenant(),
                        "conversations",
                        caller.seesWholeTenant() ? "*" : caller.user(),
                        filter);
        UUID before =
                wanted.cursor() == null
                        ? null
                        : UUID.fromString(cursors.open(scope, wanted.cursor()));
        List<ConversationList.Row> rows = list.page(caller, filter, before, wanted.limit() + 1);
        return Page.of(rows, wanted.limit(), last -> cursors.seal(scope, last.id().toString()))
                .map(row -> ConversationResponse.of(row, mapper));
    }
}
