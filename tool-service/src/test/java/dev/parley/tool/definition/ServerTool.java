package dev.parley.tool.definition;

import static dev.parley.platform.testing.Callers.as;

import dev.parley.tool.mcp.McpDouble;
import dev.parley.tool.mcp.remote.McpSuite;
import dev.parley.tool.mcp.remote.McpTenant;
import dev.parley.tool.testing.ToolDoor;
import io.restassured.response.Response;

/** A tool of an MCP server of its own. Single quotes stand for double ones in what is sent. */
record ServerTool(McpTenant tenant, McpDouble server) {

    static final String PATH = "/v1/tools/git__act";

    /** The tool of a server that a tenant of its own has just named. */
    static ServerTool named() {
        ServerTool tool =
                new ServerTool(
                        new McpTenant(),
                        McpSuite.server().quiet().tools(McpDouble.tool("act", "Does.")));
        tool.tenant.connect("git", tool.server, "");
        return tool;
    }

    Response patch(String fields) {
        return tenant.designer().body(fields.replace('\'', '"')).patch(PATH);
    }

    /** Sets terms that are fine. */
    void agree(String fields) {
        patch(fields).then().statusCode(200);
    }

    Response call(String user) {
        return call(tenant, user);
    }

    Response call(String user, String callId) {
        return call(tenant, user, callId);
    }

    /** Calls the tool of that name that another tenant has. */
    static Response call(McpTenant tenant, String user) {
        return call(tenant, user, ToolDoor.callId());
    }

    private static Response call(McpTenant tenant, String user, String callId) {
        return as(user, tenant.name(), "user")
                .body("{\"call_id\": \"" + callId + "\", \"arguments\": {\"n\": 1}}")
                .post(PATH + "/execute");
    }

    /** How often the server was asked to act. */
    int calls() {
        return server.asked("tools/call").size();
    }
}
