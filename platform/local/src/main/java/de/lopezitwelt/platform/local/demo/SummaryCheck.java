package de.lopezitwelt.platform.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.demo.Journey.Played;
import de.lopezitwelt.platform.local.operator.ApiClient;
import de.lopezitwelt.platform.local.operator.ServiceFailure;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Reads the summaries from analytics and holds them against what the client counted. */
public final class SummaryCheck {
    private static final int POLL_MILLIS = 200;
    private static final int NOT_FOUND = 404;

    private final Function<PlatformService, URI> addresses;
    private final ApiClient api;

    /** With the client of the user who talked. */
    public SummaryCheck(Function<PlatformService, URI> addresses, ApiClient api) {
        this.addresses = addresses;
        this.api = api;
    }

    /** Compares until all agrees or the time is over; the last comparison counts. */
    public List<Figure> compare(Played played, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Figure> figures = figures(played);
        while (!figures.stream().allMatch(Figure::agrees) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            figures = figures(played);
        }
        return figures;
    }

    private List<Figure> figures(Played played) throws IOException, InterruptedException {
        Tally tally = played.tally();
        var figures = new ArrayList<Figure>();
        JsonNode session = read("/api/v1/analytics/sessions/" + played.sessionId());
        figures.add(Figure.of("session", "total_messages", tally.messages(), session));
        figures.add(Figure.of("session", "user_messages", tally.userMessages(), session));
        figures.add(Figure.of("session", "agent_messages", tally.agentMessages(), session));
        figures.add(Figure.of("session", "total_tokens", tally.tokens(), session));
        figures.add(Figure.of("session", "total_processing_time_ms", tally.processingMillis(), session));
        JsonNode user = read("/api/v1/analytics/users/me");
        figures.add(Figure.of("user", "total_sessions", 1, user));
        figures.add(Figure.of("user", "total_messages", tally.messages(), user));
        JsonNode agent = read("/api/v1/analytics/agents/" + played.agentId());
        figures.add(Figure.of("agent", "total_sessions", 1, agent));
        figures.add(Figure.of("agent", "total_messages", tally.messages(), agent));
        return figures;
    }

    /** Not there yet reads as empty. */
    private JsonNode read(String path) throws IOException, InterruptedException {
        try {
            return api.get(addresses.apply(PlatformService.ANALYTICS).resolve(path));
        } catch (ServiceFailure failure) {
            if (failure.status() == NOT_FOUND) {
                return ApiClient.JSON.createObjectNode();
            }
            throw failure;
        }
    }

    /**
     * One number.
     *
     * @param actual -1 when analytics has none
     */
    public record Figure(String summary, String name, long expected, long actual) {
        static Figure of(String summary, String name, long expected, JsonNode answer) {
            return new Figure(summary, name, expected, answer.path(name).asLong(-1));
        }

        public boolean agrees() {
            return expected == actual;
        }
    }
}
