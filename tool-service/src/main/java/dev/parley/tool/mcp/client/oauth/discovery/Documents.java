package dev.parley.tool.mcp.client.oauth.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.tool.egress.Answer;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.egress.Method;
import dev.parley.tool.egress.Outcome;
import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.WebAddress;
import dev.parley.tool.mcp.client.limit.ForeignJson;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.outcome.EgressFaults;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Fetches metadata. No redirect is followed: what a document is worth depends on where it is. A
 * server behind TLS cannot send anybody to where there is none.
 */
final class Documents {

    private static final Duration MOST = Duration.ofSeconds(10);
    private static final long MAX_BYTES = 256 << 10;

    private final Egress egress;
    private final boolean secure;

    /**
     * Fetches on behalf of a server.
     *
     * @param secure whether that server is behind TLS
     */
    Documents(Egress egress, boolean secure) {
        this.egress = egress;
        this.secure = secure;
    }

    /** An address that somebody named, if it may be asked at all. */
    WebAddress address(String text) throws Undiscovered {
        try {
            WebAddress address = egress.require(text);
            if (secure && !address.origin().secure()) {
                throw Undiscovered.broken(
                        "The server's metadata names an address without TLS; nothing is sent there.");
            }
            return address;
        } catch (AddressRefused e) {
            throw new Undiscovered(EgressFaults.of(e.reason()));
        }
    }

    /** The document at an address; none if there is nothing, or nothing that is one. */
    Optional<ObjectNode> fetch(WebAddress address, Until until) throws Undiscovered {
        EgressRequest request =
                EgressRequest.of(Method.GET, address).withHeader("Accept", "application/json");
        Outcome<Answer> outcome =
                egress.prepare(
                                request,
                                egress.allowance()
                                        .withRedirects(0)
                                        .withResponseBytes(MAX_BYTES)
                                        .withTotal(until.within(MOST).left()))
                        .send();
        if (!(outcome instanceof Outcome.Answered<Answer>(Answer answer))) {
            throw new Undiscovered(EgressFaults.of(outcome));
        }
        if (answer.head().status() >= 500) {
            throw new Undiscovered(
                    new Fault(
                            FaultReason.SERVER_FAILED,
                            "The metadata about who issues the server's tokens cannot be had just now."));
        }
        return answer.head().status() == 200
                ? ForeignJson.read(answer.body())
                        .filter(ObjectNode.class::isInstance)
                        .map(ObjectNode.class::cast)
                : Optional.empty();
    }

    /** The texts of a list, if there is one. */
    static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }
}
