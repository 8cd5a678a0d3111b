package dev.parley.tool.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.egress.Answer;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.Method;
import dev.parley.tool.egress.Outcome;
import dev.parley.tool.egress.address.AddressRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;

/** The document that a request brings along, or names the address of. */
@ApplicationScoped
class DocumentSource {

    private final Egress egress;

    @Inject
    DocumentSource(Egress egress) {
        this.egress = egress;
    }

    JsonNode of(ImportRequest wanted) throws DocumentRefused {
        JsonNode document = wanted.document();
        boolean inline = document != null && !document.isNull();
        if (inline == (wanted.url() != null)) {
            throw ProblemException.invalid(
                    "/document",
                    "required",
                    "Either document or url is required, and not both of them.");
        }
        return inline
                ? Objects.requireNonNull(document)
                : fetched(Objects.requireNonNull(wanted.url()));
    }

    private JsonNode fetched(String url) throws DocumentRefused {
        try {
            EgressRequest request =
                    EgressRequest.of(Method.GET, egress.require(url))
                            .withHeader("Accept", "application/json, application/yaml, */*;q=0.5");
            return switch (egress.send(request)) {
                case Outcome.Answered<Answer>(Answer answer) when answer.head().status() == 200 ->
                        TextNode.valueOf(answer.text());
                case Outcome.Answered<Answer>(Answer answer) ->
                        throw notFetched("it answered with status " + answer.head().status());
                case Outcome.Refused<Answer> refused -> throw notFetched(refused.reason().text());
                case Outcome.NotSent<Answer> notSent -> throw notFetched(notSent.reason().text());
                case Outcome.Lost<Answer> lost -> throw notFetched(lost.reason().text());
            };
        } catch (AddressRefused e) {
            String message = e.reason().text();
            throw new ProblemException(
                    ToolError.URL_NOT_ALLOWED,
                    message,
                    List.of(new FieldError("/url", "tool-url-not-allowed", message)));
        }
    }

    private static ProblemException notFetched(String why) {
        return ProblemException.invalid(
                "/url", "not-fetched", "The document cannot be fetched: " + why);
    }
}
