package dev.parley.tool.mcp.server;

import dev.parley.platform.testing.Callers;
import dev.parley.platform.testing.LocalSuite;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** A user with clients of both revisions. */
record McpUser(String name, String tenant) {

    private static final String HANDSHAKE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                    + "\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"n\",\"version\":\"1\"}}}";

    /** Somebody in a tenant of her own. */
    static McpUser ada() {
        return new McpUser("ada", "t-" + UUID.randomUUID());
    }

    /** Somebody else in the same tenant. */
    McpUser eve() {
        return new McpUser("eve", tenant);
    }

    RequestSpecification request() {
        return Callers.as(name, tenant, "user");
    }

    Response send(McpRequests request) {
        return request.send(request());
    }

    McpStream open(McpRequests request) {
        return McpStream.open(token(), request);
    }

    /** Begins a session of 2025-11-25. */
    Session session() {
        try (McpStream handshake = McpStream.open(token(), "", HANDSHAKE)) {
            return new Session(this, handshake.session());
        }
    }

    private String token() {
        return LocalSuite.token(name, tenant, "user");
    }

    /** A session. */
    record Session(McpUser user, String id) {

        McpStream open(String message) {
            return McpStream.open(user.token(), id, message);
        }

        McpStream calling(String tool, String arguments) {
            return open(
                    "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
                            .formatted(tool, arguments));
        }

        McpStream listen() {
            return McpStream.listen(user.token(), id);
        }

        /** Sends a message and says with which status it was taken. */
        int status(String message) {
            try (McpStream sent = open(message)) {
                return sent.status();
            }
        }
    }
}
