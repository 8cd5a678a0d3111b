package dev.parley.conversation.openai.item;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.openai.run.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items a list shows.
 *
 * @param limit how many, 1 to 100
 * @param after the id of the item before the first, null to begin at the end that comes first
 */
public record ItemPage(int limit, @Nullable String after, boolean newestFirst) {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    /** Reads the query parameters. */
    public static ItemPage of(
            @Nullable String limit, @Nullable String after, @Nullable String order) {
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw Invalid.value("order", "must be asc or desc");
        }
        return new ItemPage(
                limit == null ? DEFAULT_LIMIT : parse(limit), after, !"asc".equals(order));
    }

    private static int parse(String limit) {
        if (limit.matches("\\d{1,3}")) {
            int value = Integer.parseInt(limit);
            if (value >= 1 && value <= MAX_LIMIT) {
                return value;
            }
        }
        throw Invalid.value("limit", "must be a whole number from 1 to 100");
    }

    /** The page of items that are in the list's order and hold the one before the first. */
    public ObjectNode after(List<ObjectNode> items) {
        int from = 0;
        if (after != null) {
            while (from < items.size() && !items.get(from).path("id").asText().equals(after)) {
                from++;
            }
            if (from == items.size()) {
                throw Invalid.value("after", "must be the id of an item of this list");
            }
            from++;
        }
        return list(items.subList(from, items.size()));
    }

    private ObjectNode list(List<ObjectNode> rest) {
        ArrayNode data = JsonNodeFactory.instance.arrayNode();
        rest.stream().limit(limit).forEach(data::add);
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        list.set("data", data);
        list.put("first_id", data.isEmpty() ? null : data.get(0).path("id").asText());
        list.put("last_id", data.isEmpty() ? null : data.get(data.size() - 1).path("id").asText());
        return list.put("has_more", rest.size() > limit);
    }
}
