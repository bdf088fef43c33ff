package de.lopezitwelt.runtime.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the reasoning of a model. Providers send the same reasoning in several fields at once; only the first field
 * with text is used. Not thread safe.
 */
public final class ReasoningFragments {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_DETAILS = 1_000;
    private static final String INDEX = "index";

    private final TextBuffer halves = new TextBuffer();
    private final StringBuilder all = new StringBuilder();
    private final List<Detail> details = new ArrayList<>();
    private String form = "";
    private int taken;

    /** One block of details: fields with one value, and texts that arrive in pieces. */
    private record Detail(ObjectNode fields, Map<String, StringBuilder> texts) {

        boolean goesOnWith(ObjectNode piece) {
            return piece.path(INDEX).isInt()
                    && piece.path(INDEX).equals(fields.path(INDEX))
                    && Objects.equals(piece.get("type"), fields.get("type"));
        }

        void add(ObjectNode piece) {
            for (var field : piece.properties()) {
                boolean grows = field.getValue().isTextual()
                        && switch (field.getKey()) {
                            case "text", "summary", "thinking" -> true;
                            default -> false;
                        };
                if (grows) {
                    texts.computeIfAbsent(field.getKey(), key -> new StringBuilder())
                            .append(field.getValue().textValue());
                } else if (!field.getValue().isNull()) {
                    fields.set(field.getKey(), field.getValue());
                }
            }
        }

        ObjectNode whole(boolean numbered) {
            ObjectNode whole = fields.deepCopy();
            texts.forEach((field, text) -> whole.put(field, text.toString()));
            return numbered ? whole : whole.without(INDEX);
        }
    }

    /** Like the method below, for the string at the reader's position. */
    public String add(String field, JsonReader json, boolean whole) {
        json.appendTo(halves);
        return add(field, halves.take(whole), whole);
    }

    /**
     * Adds reasoning.
     *
     * @param field the form of the reasoning, see {@link Reasoning}
     * @param whole whether it is all reasoning so far and not only the new part
     * @return the new part; empty for other fields than the first one
     */
    public String add(String field, String text, boolean whole) {
        if (text.isEmpty() || !form.isEmpty() && !form.equals(field)) {
            return "";
        }
        form = field;
        String more = text;
        if (whole && text.startsWith(all.toString())) {
            more = text.substring(all.length());
        } else if (whole && all.toString().startsWith(text)) {
            more = "";
        }
        all.append(more);
        return more;
    }

    /**
     * Adds details: an object or an array of objects. Malformed JSON is ignored, because no provider would accept it
     * back.
     */
    public void details(String json) {
        try {
            JsonNode read = JSON.readTree(json);
            if (read instanceof ArrayNode) {
                read.forEach(this::detail);
            } else {
                detail(read);
            }
        } catch (JsonProcessingException damaged) {
            // the reasoning is kept without them
        }
    }

    /** Adds a block. It continues the last block when type and index are the same. */
    private void detail(@Nullable JsonNode read) {
        if (!(read instanceof ObjectNode piece)) {
            return;
        }
        if (!details.isEmpty() && details.getLast().goesOnWith(piece)) {
            details.getLast().add(piece);
        } else if (details.size() < MOST_DETAILS) {
            Detail detail = new Detail(JSON.createObjectNode(), new TreeMap<>());
            detail.add(piece);
            details.add(detail);
        }
    }

    /** Adds a piece of a numbered block: text, signature or data. */
    public void block(int index, String type, String field, String text) {
        detail(JSON.createObjectNode().put(INDEX, index).put("type", type).put(field, text));
    }

    /** Takes the reasoning that is new since the last call. */
    public String take() {
        String fresh = all.substring(taken);
        taken = all.length();
        return fresh;
    }

    /** Whether some reasoning has not been taken yet. */
    public boolean hasFresh() {
        return taken < all.length();
    }

    /** All reasoning; null when there is none. */
    public @Nullable Reasoning complete() {
        if (all.isEmpty() && details.isEmpty()) {
            return null;
        }
        String known = form.isEmpty() ? Reasoning.DETAILS : form;
        boolean blocks = !details.isEmpty() && known.equals(Reasoning.BLOCKS);
        ArrayNode array = JSON.createArrayNode();
        details.forEach(detail -> array.add(detail.whole(!blocks)));
        return new Reasoning(all.toString(), known, array.isEmpty() ? null : array.toString());
    }

    /** Sets the form of reasoning that may have no text. */
    public void form(String name) {
        form = form.isEmpty() ? name : form;
    }
}
