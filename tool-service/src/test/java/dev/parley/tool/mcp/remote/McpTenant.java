package dev.parley.tool.mcp.remote;

import static dev.parley.platform.testing.Callers.as;

import dev.parley.tool.mcp.McpDouble;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/**
 * A tenant of its own that names MCP servers. Single quotes stand for double ones in what it sends.
 */
public final class McpTenant {

    /** Where servers are named. */
    public static final String PATH = "/v1/mcp-servers";

    private final String tenant = "t-" + UUID.randomUUID();

    /** Its name. */
    public String name() {
        return tenant;
    }

    /** Who names servers. */
    public RequestSpecification designer() {
        return as("dora", tenant, "designer");
    }

    /** Names a server. */
    public Response post(String body) {
        return designer().body(body.replace('\'', '"')).post(PATH);
    }

    /** Names a server whatever it offers, and waits until its tools are listed. */
    public void connect(String name, McpDouble server, String extras) {
        post("{'name':'%s','url':'%s'%s}".formatted(name, server.url(), extras))
                .then()
                .statusCode(201);
        sync(name).then().statusCode(200);
    }

    /** Has the tools of a server listed now; once, however many ask. */
    public Response sync(String name) {
        Response response = designer().post(PATH + '/' + name + "/sync");
        for (int i = 0; response.statusCode() == 409 && i < 100; i++) {
            // The service's own turn came first: it is over in a moment.
            response = designer().post(PATH + '/' + name + "/sync");
        }
        return response;
    }

    /** A server as it is. */
    public Response get(String name) {
        return designer().get(PATH + '/' + name);
    }

    /** A tool's field. */
    public String tool(String server, String tool, String field) {
        return designer()
                .get(PATH + '/' + server + "/tools")
                .jsonPath()
                .getString("data.find { it.remote_name == '" + tool + "' }." + field);
    }

    /** Approves a tool as it is shown just now. */
    public Response approve(String server, String tool) {
        return approve(server, tool, tool(server, tool, "hash"));
    }

    /** Approves a tool as it was shown. */
    public Response approve(String server, String tool, String hash) {
        return designer()
                .body("{\"hash\":\"" + hash + "\"}")
                .post(PATH + '/' + server + "/tools/" + tool + "/approve");
    }
}
