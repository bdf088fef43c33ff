package de.lopezitwelt.platform.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The dead letters of all services. */
public final class DeadLetters {
    private static final String PATH = "/dead-letters";
    /** As many as one redrive sends. */
    private static final int AT_ONCE = 10_000;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final OperatorClient client;

    public DeadLetters(OperatorClient client) {
        this.client = client;
    }

    /** What one service has to say. */
    public record Found(PlatformService service, JsonNode entry) {}

    /**
     * What a redrive came to.
     *
     * @param newestReason why one of those left was refused again; null when none is left
     */
    public record Redriven(int sent, int left, @Nullable String newestReason) {
        public int folded() {
            return Math.max(0, sent - left);
        }
    }

    /** Per service, group and topic. */
    public List<Found> counts() throws IOException, InterruptedException {
        return everywhere(PATH + "/counts");
    }

    /** The newest of each service, 10,000 at most. */
    public List<Found> newest(String topic, int limit) throws IOException, InterruptedException {
        return everywhere(PATH + "?limit=" + limit + "&topic=" + encoded(topic));
    }

    /** One entry for each group that could not fold the event. */
    public List<Found> find(String eventId) throws IOException, InterruptedException {
        return everywhere(PATH + "/" + encoded(eventId));
    }

    /** Sends again and waits, at most this long, until each one is folded or refused once more. */
    public Redriven redrive(JsonNode request, Duration patience) throws IOException, InterruptedException {
        Map<String, Long> before = attempts(request);
        int sent = 0;
        for (PlatformService service : PlatformService.values()) {
            JsonNode answer = client.post(service, PATH + "/redrives", request);
            sent += answer == null ? 0 : answer.path("sent").asInt();
        }
        long until = System.nanoTime() + patience.toNanos();
        Map<String, Long> now = attempts(request);
        while (sent > 0 && isPending(before, now) && System.nanoTime() < until) {
            Thread.sleep(LOOK_AGAIN);
            now = attempts(request);
        }
        now.keySet().retainAll(before.keySet());
        return new Redriven(sent, now.size(), now.isEmpty() ? null : reason(request));
    }

    private static boolean isPending(Map<String, Long> before, Map<String, Long> now) {
        return now.entrySet().stream().anyMatch(gap -> Objects.equals(before.get(gap.getKey()), gap.getValue()));
    }

    /** Attempts by gap, of those a request means and a list shows. */
    private Map<String, Long> attempts(JsonNode request) throws IOException, InterruptedException {
        var attempts = new HashMap<String, Long>();
        for (JsonNode gap : meant(request)) {
            attempts.put(
                    gap.path("group").asText() + ' ' + gap.path("event_id").asText(),
                    gap.path("attempts").asLong());
        }
        return attempts;
    }

    private @Nullable String reason(JsonNode request) throws IOException, InterruptedException {
        List<JsonNode> gaps = meant(request);
        return gaps.isEmpty() ? null : gaps.getFirst().path("reason").asText();
    }

    private List<JsonNode> meant(JsonNode request) throws IOException, InterruptedException {
        List<JsonNode> gaps = request.has("event_id")
                ? find(request.path("event_id").asText()).stream()
                        .map(found -> found.entry().path("gap"))
                        .toList()
                : newest(request.path("topic").asText(), AT_ONCE).stream()
                        .map(Found::entry)
                        .toList();
        String group = request.path("group").asText("");
        return gaps.stream()
                .filter(gap -> group.isEmpty() || gap.path("group").asText().equals(group))
                .toList();
    }

    private List<Found> everywhere(String path) throws IOException, InterruptedException {
        var found = new ArrayList<Found>();
        for (PlatformService service : PlatformService.values()) {
            JsonNode answer = client.get(service, path);
            if (answer != null) {
                answer.path("data").forEach(entry -> found.add(new Found(service, entry)));
            }
        }
        return found;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
