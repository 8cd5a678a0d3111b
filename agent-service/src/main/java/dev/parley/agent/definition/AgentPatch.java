package dev.parley.agent.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.json.StrictJson;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Set;

/**
 * Makes a whole request of a present agent and the fields that shall differ (JSON Merge Patch, RFC
 * 7396).
 */
@ApplicationScoped
class AgentPatch {

    private final ObjectMapper mapper;
    private final Validator validator;

    @Inject
    AgentPatch(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    AgentRequest apply(AgentResponse present, JsonNode fields) {
        if (!fields.isObject()) {
            throw new ProblemException(
                    PlatformError.MALFORMED_JSON,
                    "The body must be a JSON object of fields to change.");
        }
        ObjectNode whole = mapper.valueToTree(asRequest(present, present.name()));
        merge(whole, fields);
        AgentRequest wanted = read(whole);
        Set<ConstraintViolation<AgentRequest>> violations = validator.validate(wanted);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return wanted;
    }

    AgentRequest copy(AgentResponse original, String name) {
        return asRequest(original, name);
    }

    private static AgentRequest asRequest(AgentResponse agent, String name) {
        return new AgentRequest(
                name,
                agent.description(),
                agent.instructions(),
                agent.model(),
                agent.tools(),
                agent.limits(),
                new Metadata(agent.metadata()));
    }

    private static void merge(ObjectNode target, JsonNode fields) {
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (field.getValue().isObject()
                    && target.get(field.getKey()) instanceof ObjectNode inner) {
                merge(inner, field.getValue());
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }

    private AgentRequest read(ObjectNode whole) {
        try {
            return mapper.treeToValue(whole, AgentRequest.class);
        } catch (JsonProcessingException e) {
            throw StrictJson.refusal(e);
        }
    }
}
