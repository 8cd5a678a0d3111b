package dev.parley.conversation.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.ConversationError;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Creates, reads and lists conversations. */
@ApplicationScoped
class Conversations {

    private final ConversationRepository repository;
    private final AgentDirectory agents;
    private final Cursors cursors;
    private final ObjectMapper mapper;

    @Inject
    Conversations(
            ConversationRepository repository,
            AgentDirectory agents,
            Cursors cursors,
            ObjectMapper mapper) {
        this.repository = repository;
        this.agents = agents;
        this.cursors = cursors;
        this.mapper = mapper;
    }

    /**
     * Refuses an agent that the tenant does not have. Asks agent-service, so call it outside a
     * transaction.
     */
    void requireAgent(Caller caller, String agent) {
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

    @Transactional
    ConversationResponse create(Caller caller, NewConversation wanted) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        ConversationId id = ConversationId.next();
        String metadata = Metadata.write(mapper, wanted.metadata());
        ConversationEntity entity =
                new ConversationEntity(
                        id.value(), caller.tenant(), caller.user(), wanted, metadata, now);
        repository.persistAndFlush(entity);
        return toResponse(entity);
    }

    @Transactional
    ConversationResponse get(Caller caller, ConversationId id) {
        return repository
                .findFor(caller, id.value())
                .map(this::toResponse)
                .orElseThrow(() -> ProblemException.notFound("conversation"));
    }

    @Transactional
    Page<ConversationResponse> list(Caller caller, ConversationFilter filter, PageRequest wanted) {
        Cursors.Scope scope =
                Cursors.Scope.of(
                        caller.tenant(),
                        "conversations",
                        caller.seesWholeTenant() ? "*" : caller.user(),
                        filter.agent(),
                        filter.status());
        UUID before =
                wanted.cursor() == null
                        ? null
                        : UUID.fromString(cursors.open(scope, wanted.cursor()));
        List<ConversationEntity> rows = repository.page(caller, filter, before, wanted.limit() + 1);
        return Page.of(rows, wanted.limit(), last -> cursors.seal(scope, last.id.toString()))
                .map(this::toResponse);
    }

    private ConversationResponse toResponse(ConversationEntity entity) {
        return new ConversationResponse(
                new ConversationId(entity.id),
                entity.agent,
                entity.title,
                entity.status,
                entity.messageCount,
                Metadata.read(mapper, entity.metadata),
                entity.createdAt,
                entity.updatedAt,
                entity.version);
    }
}
