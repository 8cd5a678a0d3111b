package dev.parley.agent.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.platform.problem.ErrorCode;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** A refusal of another service that is the caller's to know, as it was said there. */
record PeerRefusal(String code, String title, int status) implements ErrorCode {

    private static final Logger LOG = Logger.getLogger(PeerRefusal.class);

    static Optional<ProblemException> of(WebApplicationException refused) {
        try {
            JsonNode body =
                    EventJson.mapper().readTree(refused.getResponse().readEntity(String.class));
            int status = refused.getResponse().getStatus();
            return body.path("code").isTextual()
                    ? Optional.of(
                            new ProblemException(
                                    new PeerRefusal(
                                            body.path("code").asText(),
                                            body.path("title").asText(),
                                            status),
                                    body.path("detail").asText(),
                                    errors(body.path("errors"))))
                    : Optional.empty();
        } catch (JsonProcessingException | ProcessingException unreadable) {
            LOG.debugf("A refusal of another service is not readable: %s", unreadable);
            return Optional.empty();
        }
    }

    private static List<FieldError> errors(JsonNode told) {
        List<FieldError> errors = new ArrayList<>();
        told.forEach(error ->
                errors.add(
                        new FieldError(
                                error.path("pointer").asText(),
                                error.path("code").asText(),
                                error.path("message").asText())));
        return errors;
    }
}
