package dev.parley.tool.mcp.server.call;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a client says it can do.
 *
 * @param sampling ask a language model
 * @param elicitation ask its user to fill in a form
 * @param roots name the folders that it works in
 * @param tasks come back for the outcome of a long call
 */
public record ClientFeatures(boolean sampling, boolean elicitation, boolean roots, boolean tasks) {

    /** Nothing at all. */
    public static final ClientFeatures NONE = new ClientFeatures(false, false, false, false);

    /** The name of the extension that long calls need. */
    public static final String TASKS = "io.modelcontextprotocol/tasks";

    /** Reads the capabilities of either revision; what is not known here counts for nothing. */
    public static ClientFeatures of(JsonNode capabilities) {
        JsonNode elicitation = capabilities.path("elicitation");
        return new ClientFeatures(
                capabilities.path("sampling").isObject(),
                elicitation.isObject() && (elicitation.isEmpty() || elicitation.has("form")),
                capabilities.path("roots").isObject(),
                capabilities.path("extensions").path(TASKS).isObject());
    }

    /** Whether the client can be asked this. */
    public boolean allow(InputRequest request) {
        return switch (request) {
            case InputRequest.Elicitation form -> elicitation;
            case InputRequest.Sampling prompt -> sampling;
            case InputRequest.Roots all -> roots;
        };
    }
}
