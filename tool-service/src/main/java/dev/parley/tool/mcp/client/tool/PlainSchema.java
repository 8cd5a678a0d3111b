package dev.parley.tool.mcp.client.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * A server's schema in the words that {@link dev.parley.tool.schema.JsonSchemas} takes: without the
 * name of an earlier draft, and without anchors, which nothing can refer to there.
 */
public final class PlainSchema {

    /** What most servers name; what they use of it means the same in 2020-12. */
    private static final Pattern EARLIER_DRAFT =
            Pattern.compile("https?://json-schema\\.org/(draft-0[4-7]|draft/2019-09)/schema#?");

    private PlainSchema() {}

    /** The same schema in these words. */
    public static ObjectNode of(ObjectNode given) {
        ObjectNode schema = given.deepCopy();
        if (EARLIER_DRAFT.matcher(given.path("$schema").asText()).matches()) {
            schema.remove("$schema");
        }
        Subschemas.of(schema).forEach(place -> place.schema().remove("$anchor"));
        return schema;
    }
}
