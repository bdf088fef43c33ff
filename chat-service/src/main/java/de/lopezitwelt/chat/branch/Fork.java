package de.lopezitwelt.chat.branch;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The place where a new message leaves the existing ones.
 *
 * @param parentId the message that it follows; null at the very beginning
 * @param path up to that message, including it
 */
public record Fork(@Nullable String parentId, BranchPath path) {
    private static final String PARENT = "parent_id";
    private static final String PATH = "path";

    public static Fork read(String json) {
        JsonObject fork = new JsonObject(json);
        return new Fork(
                fork.getString(PARENT),
                new BranchPath(BranchPath.read(fork.getJsonArray(PATH).encode())));
    }

    public String json() {
        return new JsonObject()
                .put(PARENT, parentId)
                .put(PATH, new JsonArray(path.json()))
                .encode();
    }
}
