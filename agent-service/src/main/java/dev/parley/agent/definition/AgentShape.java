package dev.parley.agent.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.AgentId;
import dev.parley.platform.http.Metadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The same agent in its several shapes: request, row, version, response. */
@ApplicationScoped
class AgentShape {

    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private final ObjectMapper mapper;

    @Inject
    AgentShape(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void fill(AgentEntity entity, AgentRequest wanted, Instant now) {
        Limits limits = Limits.complete(wanted.limits());
        entity.name = wanted.name();
        entity.description = Objects.requireNonNullElse(wanted.description(), "");
        entity.instructions = Objects.requireNonNullElse(wanted.instructions(), "");
        entity.model = wanted.model();
        entity.tools = write(Objects.requireNonNullElse(wanted.tools(), List.of()));
        entity.maxSteps = Objects.requireNonNull(limits.maxSteps());
        entity.maxToolCalls = Objects.requireNonNull(limits.maxToolCalls());
        entity.timeoutMillis = Objects.requireNonNull(limits.timeout()).toMillis();
        entity.stepTimeoutMillis =
                limits.stepTimeout() == null ? null : limits.stepTimeout().toMillis();
        entity.metadata = Metadata.write(mapper, wanted.metadata());
        entity.updatedAt = now;
    }

    AgentDefinition definition(AgentEntity entity) {
        return new AgentDefinition(
                entity.name,
                entity.version,
                entity.description,
                entity.instructions,
                entity.model,
                read(entity.tools),
                limits(entity));
    }

    AgentResponse response(AgentEntity entity) {
        return new AgentResponse(
                new AgentId(entity.id),
                entity.name,
                entity.description,
                entity.instructions,
                entity.model,
                read(entity.tools),
                limits(entity),
                Metadata.read(mapper, entity.metadata),
                false,
                entity.version,
                entity.createdAt,
                entity.updatedAt);
    }

    private static Limits limits(AgentEntity entity) {
        return new Limits(
                entity.maxSteps,
                entity.maxToolCalls,
                Duration.ofMillis(entity.timeoutMillis),
                entity.stepTimeoutMillis == null
                        ? null
                        : Duration.ofMillis(entity.stepTimeoutMillis));
    }

    private String write(List<String> names) {
        try {
            return mapper.writeValueAsString(names);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names are always writable", e);
        }
    }

    private List<String> read(String names) {
        try {
            return mapper.readValue(names, NAMES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored names are not readable", e);
        }
    }
}
