package dev.parley.agent.definition;

import dev.parley.agent.AgentError;
import dev.parley.contracts.id.AgentId;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Creates, reads, replaces and deletes agents. Every change makes a version; If-Match guards
 * against lost updates.
 */
@ApplicationScoped
class Agents {

    private final AgentRepository repository;
    private final AgentVersions versions;
    private final AgentShape shape;
    private final Cursors cursors;

    @Inject
    Agents(AgentRepository repository, AgentVersions versions, AgentShape shape, Cursors cursors) {
        this.repository = repository;
        this.versions = versions;
        this.shape = shape;
        this.cursors = cursors;
    }

    @Transactional
    AgentResponse create(String tenant, AgentRequest wanted) {
        refuseBuiltInName(wanted.name());
        Instant now = now();
        AgentEntity entity = new AgentEntity(AgentId.next().value(), tenant, now);
        entity.version = 1;
        shape.fill(entity, wanted, now);
        save(entity, wanted.name());
        versions.append(tenant, new AgentId(entity.id), shape.definition(entity), now);
        return shape.response(entity);
    }

    @Transactional
    AgentResponse get(String tenant, String idOrName) {
        return find(tenant, idOrName).orElseThrow(() -> ProblemException.notFound("agent"));
    }

    @Transactional
    AgentResponse replace(
            String tenant, AgentId id, OptionalInt expectedVersion, AgentRequest wanted) {
        AgentEntity entity = lock(tenant, id, expectedVersion);
        refuseBuiltInName(wanted.name());
        Instant now = now();
        entity.version++;
        shape.fill(entity, wanted, now);
        save(entity, wanted.name());
        versions.append(tenant, id, shape.definition(entity), now);
        return shape.response(entity);
    }

    @Transactional
    void delete(String tenant, AgentId id, OptionalInt expectedVersion) {
        repository.delete(lock(tenant, id, expectedVersion));
    }

    /** By name; the built-in agent stands at the head of the first page. */
    @Transactional
    Page<AgentResponse> list(String tenant, PageRequest wanted) {
        Cursors.Scope scope = Cursors.Scope.of(tenant, "agents", "name");
        String after = wanted.cursor() == null ? "" : cursors.open(scope, wanted.cursor());
        List<AgentResponse> rows = new ArrayList<>();
        if (wanted.cursor() == null) {
            rows.add(Assistant.response());
        }
        // The built-in agent is the cursor's empty name: real names are never empty.
        int room = wanted.limit() + 1 - rows.size();
        repository.page(tenant, after, room).forEach(entity -> rows.add(shape.response(entity)));
        return Page.of(
                rows,
                wanted.limit(),
                last -> cursors.seal(scope, last.builtIn() ? " " : last.name()));
    }

    private Optional<AgentResponse> find(String tenant, String idOrName) {
        if (idOrName.equals(Assistant.NAME) || idOrName.equals(Assistant.ID.toString())) {
            return Optional.of(Assistant.response());
        }
        Optional<AgentEntity> stored =
                AgentId.find(idOrName)
                        .flatMap(id -> repository.find(tenant, id.value()))
                        .or(() -> repository.find(tenant, idOrName));
        return stored.map(shape::response);
    }

    private AgentEntity lock(String tenant, AgentId id, OptionalInt expectedVersion) {
        if (id.equals(Assistant.ID)) {
            throw new ProblemException(
                    AgentError.BUILT_IN,
                    "The built-in agent cannot be changed; copy it and change the copy.");
        }
        AgentEntity entity =
                repository
                        .lock(tenant, id.value())
                        .orElseThrow(() -> ProblemException.notFound("agent"));
        if (expectedVersion.isPresent() && entity.version != expectedVersion.getAsInt()) {
            throw new ProblemException(
                    PlatformError.PRECONDITION_FAILED,
                    "The agent is at version "
                            + entity.version
                            + " now; read it again and repeat the change on that.");
        }
        return entity;
    }

    private void save(AgentEntity entity, String name) {
        try {
            repository.persistAndFlush(entity);
        } catch (ConstraintViolationException e) {
            if ("uq_agent_tenant_name".equals(e.getConstraintName())) {
                throw nameTaken(name);
            }
            throw e;
        }
    }

    private static void refuseBuiltInName(String name) {
        if (name.equals(Assistant.NAME)) {
            throw nameTaken(name);
        }
    }

    private static ProblemException nameTaken(String name) {
        String message = "There is an agent named \"" + name + "\" already; choose another name.";
        return new ProblemException(
                AgentError.NAME_TAKEN,
                message,
                List.of(new FieldError("/name", "name-taken", message)));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
