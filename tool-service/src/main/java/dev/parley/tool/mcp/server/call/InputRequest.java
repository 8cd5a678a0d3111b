package dev.parley.tool.mcp.server.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Something that only the client can answer. */
public sealed interface InputRequest {

    /** The method under which clients know it. */
    String method();

    /** Its parameters. */
    ObjectNode params();

    /** What a client must be able to do for it, in the protocol's name. */
    String capability();

    /**
     * A form for the client's user.
     *
     * @param message what is asked, in words
     * @param requestedSchema a flat JSON Schema of the answer
     */
    record Elicitation(String message, ObjectNode requestedSchema) implements InputRequest {

        @Override
        public String method() {
            return "elicitation/create";
        }

        @Override
        public ObjectNode params() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("mode", "form")
                    .put("message", message)
                    .set("requestedSchema", requestedSchema);
        }

        @Override
        public String capability() {
            return "elicitation";
        }
    }

    /**
     * A question to the client's language model.
     *
     * @param params messages and limits, as the protocol has them
     */
    record Sampling(ObjectNode params) implements InputRequest {

        @Override
        public String method() {
            return "sampling/createMessage";
        }

        @Override
        public String capability() {
            return "sampling";
        }
    }

    /** The folders that the client works in. */
    record Roots() implements InputRequest {

        @Override
        public String method() {
            return "roots/list";
        }

        @Override
        public ObjectNode params() {
            return JsonNodeFactory.instance.objectNode();
        }

        @Override
        public String capability() {
            return "roots";
        }
    }
}
