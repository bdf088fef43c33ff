package de.lopezitwelt.chat.branch;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Where something new leaves what is there.
 *
 * @param parentId the message that it goes on from; null at the very beginning
 * @param path up to and with that message
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
