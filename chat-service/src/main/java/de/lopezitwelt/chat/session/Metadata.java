package de.lopezitwelt.chat.session;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Limits of the metadata that clients keep with sessions and messages. Lists and histories carry it along. */
public final class Metadata {
    /** In bytes of UTF-8. */
    public static final int MAX_BYTES = 16 * 1024;
    /** Most levels. An export adds some more, and must still be readable. */
    public static final int MAX_DEPTH = 16;

    private Metadata() {}

    /** @param refuse takes the field and the reason */
    public static void check(@Nullable JsonNode metadata, String field, BiConsumer<String, String> refuse) {
        if (metadata == null) {
            return;
        }
        if (depth(metadata) > MAX_DEPTH) {
            refuse.accept(field, "must not be deeper than " + MAX_DEPTH + " levels");
        } else if (metadata.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            refuse.accept(field, "must not be larger than " + MAX_BYTES + " bytes");
        }
    }

    /** As above, failing with 400. */
    public static void require(@Nullable JsonNode metadata, String field) {
        check(metadata, field, (name, reason) -> {
            throw ProblemException.invalid(name, reason);
        });
    }

    private static int depth(JsonNode node) {
        int deepest = 0;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child));
        }
        return node.isContainerNode() ? deepest + 1 : 0;
    }
}
