package dev.parley.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Set;

/** Changes the fields of a resource that a body names (JSON Merge Patch, RFC 7396). */
@ApplicationScoped
public class MergePatch {

    private final ObjectMapper mapper;
    private final Validator validator;

    @Inject
    MergePatch(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
    }

    /**
     * The whole that comes of it; refused if that is not valid.
     *
     * @param present what there is
     * @param fields an object with what shall differ; null removes a field
     */
    public <T> T apply(T present, Class<T> type, JsonNode fields) {
        if (!fields.isObject()) {
            throw new ProblemException(
                    PlatformError.MALFORMED_JSON,
                    "The body must be a JSON object of fields to change.");
        }
        ObjectNode whole = mapper.valueToTree(present);
        merge(whole, fields);
        T wanted = read(whole, type);
        Set<ConstraintViolation<T>> violations = validator.validate(wanted);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return wanted;
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

    private <T> T read(ObjectNode whole, Class<T> type) {
        try {
            return mapper.treeToValue(whole, type);
        } catch (JsonProcessingException e) {
            throw StrictJson.refusal(e);
        }
    }
}
