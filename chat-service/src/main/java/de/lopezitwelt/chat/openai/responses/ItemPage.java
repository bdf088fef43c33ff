package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list of items is wanted, in OpenAI's words.
 *
 * @param after the last item of the page before; null for the first page
 */
public record ItemPage(int limit, @Nullable String after, boolean oldestFirst) {

    /** @throws ProblemException 400 naming the parameter */
    public static ItemPage of(@Nullable String limit, @Nullable String after, @Nullable String order) {
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw ProblemException.invalid("order", "must be asc or desc");
        }
        return new ItemPage(PageRequest.of(limit, null).limit(), after, "asc".equals(order));
    }

    /** The page. @param items in this order, from the item named by {@code after} on, or earlier */
    ObjectNode cut(List<ObjectNode> items, boolean more) {
        int from = 0;
        for (int i = 0; after != null && i < items.size(); i++) {
            if (items.get(i).path("id").asText().equals(after)) {
                from = i + 1;
            }
        }
        int to = Math.min(items.size(), from + limit);
        return list(items.subList(from, to), more || to < items.size());
    }

    public static ObjectNode list(List<ObjectNode> items, boolean more) {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        data.addAll(items);
        JsonNode first = data.path(0).path("id");
        JsonNode last = data.path(data.size() - 1).path("id");
        return list.put("first_id", first.asText(null))
                .put("last_id", last.asText(null))
                .put("has_more", more);
    }
}
