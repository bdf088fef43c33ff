package de.lopezitwelt.platform.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work that analytics does in the background: started by a POST, followed by GETs, ended when its state says so. */
public final class LongTask {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final OperatorClient client;
    private final String path;

    /** @param path below {@code /internal/operations} */
    public LongTask(OperatorClient client, String path) {
        this.client = client;
        this.path = path;
    }

    /**
     * Returns the last state, whose {@code phase} is {@code done}.
     *
     * @throws IOException when the task failed, with its reason
     */
    public JsonNode run(JsonNode request, Consumer<JsonNode> progress) throws IOException, InterruptedException {
        JsonNode state = known(client.post(PlatformService.ANALYTICS, path, request));
        String id = state.path("id").asText();
        while (!isOver(state)) {
            progress.accept(state);
            Thread.sleep(LOOK_AGAIN);
            state = known(client.get(PlatformService.ANALYTICS, path + "/" + id));
        }
        progress.accept(state);
        if (state.path("phase").asText().equals("failed")) {
            throw new IOException(state.path("failure").asText());
        }
        return state;
    }

    private static boolean isOver(JsonNode state) {
        return state.path("phase").asText().matches("done|failed");
    }

    private static JsonNode known(@Nullable JsonNode state) throws IOException {
        if (state == null) {
            throw new IOException("analytics does not know this task");
        }
        return state;
    }
}
