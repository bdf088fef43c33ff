package de.lopezitwelt.benchmarks.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.BenchPlatform;
import de.lopezitwelt.benchmarks.frame.Figures;
import de.lopezitwelt.benchmarks.frame.Load;
import de.lopezitwelt.benchmarks.frame.Report;
import de.lopezitwelt.platform.local.platform.PlatformService;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Pages, search and appends of users whose own history stays the same while the history of all others grows: 100 k, 1 M
 * and 10 M messages in the tables. A page must not get slower.
 */
public final class HistoryBench implements Bench {
    private static final int PAGES = 100;
    private static final int SESSIONS_A_USER = 2;
    private static final double TARGET = 1.5;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    /** How many messages there are, and how many a page has. */
    private record Sizes(List<Integer> messages, int page) {
        static Sizes of(Scale scale, int most) {
            return scale == Scale.QUICK
                    ? new Sizes(List.of(1_000, 3_000), 2)
                    : new Sizes(
                            Stream.of(100_000, 1_000_000, 10_000_000)
                                    .filter(size -> size <= most)
                                    .toList(),
                            50);
        }

        int messagesOfASession() {
            return (PAGES + 1) * page;
        }
    }

    /**
     * A session whose pages are read.
     *
     * @param login the body with which its owner signs in
     * @param deep cursor of the hundredth page
     * @param growing path of another session of the user, which receives the appended messages
     */
    private record Target(String login, String path, String deep, String growing) {}

    /** @param headers of its owner, who signed in recently */
    private record Visit(Target target, Map<String, String> headers) {}

    @Override
    public Report run(BenchPlatform platform, Scale scale) throws Exception {
        var report = new Report("history");
        Sizes sizes = Sizes.of(scale, most());
        String schema = PlatformService.CHAT.schema();
        Map<String, Figures> first = new LinkedHashMap<>();
        try (var tables = new HistoryTables(platform.jdbcUrl(), schema, scale != Scale.QUICK)) {
            tables.beginFilling();
            List<Target> targets = targets(platform, scale.users(), sizes);
            int messages = sizes.messagesOfASession();
            var others = new HistoryLoad(platform.jdbcUrl(), schema, messages, targets.size() * messages);
            for (int size : sizes.messages()) {
                fill(report, tables, others, size);
                measure(platform, scale, sizes, visits(platform, targets), size).forEach((name, figures) -> {
                    report.add(figures);
                    Figures baseline = first.putIfAbsent(name, figures);
                    if (baseline != null) {
                        report.atMost(
                                name + ": p99 at " + size + " over "
                                        + sizes.messages().getFirst(),
                                figures.p99Millis() / baseline.p99Millis(),
                                TARGET);
                    }
                });
            }
        }
        return report;
    }

    /** For machines without the time or the disk: {@code LOPEZ_BENCH_ROWS=1000000} leaves the largest size out. */
    private static int most() {
        return Integer.parseInt(System.getenv().getOrDefault("LOPEZ_BENCH_ROWS", "10000000"));
    }

    private static void fill(Report report, HistoryTables tables, HistoryLoad others, int size) throws Exception {
        System.out.println("  filling to " + size + " messages …");
        long start = System.nanoTime();
        tables.beginFilling();
        others.growTo(size);
        double seconds = (System.nanoTime() - start) / 1e9;
        report.note("seconds to fill to " + size, seconds);
        report.note("seconds to index " + size, tables.endFilling());
        report.note("MiB on disk with " + size, tables.mebibytes());
        report.note("seconds from filling to measuring " + size, (System.nanoTime() - start) / 1e9);
    }

    private List<Target> targets(BenchPlatform platform, int users, Sizes sizes) throws Exception {
        List<Target> targets = new ArrayList<>();
        try (var rows = new HistoryRows(platform.jdbcUrl(), PlatformService.CHAT.schema())) {
            for (int user = 0; user < users; user++) {
                String login = platform.signUpOnly();
                String token = platform.signIn(login).path("access_token").asText();
                String agent = platform.createAgent(token);
                String subject = subject(token);
                String growing = path(rows.conversation(-1 - targets.size(), subject, agent, 2));
                for (int i = 0; i < SESSIONS_A_USER; i++) {
                    int number = Integer.MIN_VALUE + targets.size();
                    String session = rows.conversation(number, subject, agent, sizes.messagesOfASession());
                    rows.flush();
                    String path = path(session);
                    targets.add(new Target(login, path, deep(platform, token, path, sizes.page()), growing));
                }
            }
        }
        return targets;
    }

    /** Signs in again, because filling takes longer than an access token lives. */
    private static List<Visit> visits(BenchPlatform platform, List<Target> targets)
            throws IOException, InterruptedException {
        Map<String, Map<String, String>> headers = new HashMap<>();
        for (Target target : targets) {
            if (!headers.containsKey(target.login())) {
                String token =
                        platform.signIn(target.login()).path("access_token").asText();
                headers.put(
                        target.login(), Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"));
            }
        }
        return targets.stream()
                .map(target -> new Visit(target, headers.getOrDefault(target.login(), Map.of())))
                .toList();
    }

    private static String path(String session) {
        return "/api/v1/sessions/" + session + "/messages";
    }

    private static Map<String, Figures> measure(
            BenchPlatform platform, Scale scale, Sizes sizes, List<Visit> visits, int size) {
        Buffer said = Buffer.buffer("{\"content\":\"" + AppendBench.TEXT + "\"}");
        Map<String, Figures> figures = new LinkedHashMap<>();
        String limit = "?limit=" + sizes.page();
        Map<String, Function<Integer, Load.Call>> calls = new LinkedHashMap<>();
        calls.put(
                "newest page",
                call -> get(visit(visits, call), visit(visits, call).target().path() + limit));
        calls.put(
                "page " + PAGES,
                call -> get(
                        visit(visits, call),
                        visit(visits, call).target().path() + limit + "&cursor="
                                + visit(visits, call).target().deep()));
        calls.put("search", call -> get(visit(visits, call), "/api/v1/search?limit=20&q=" + HistoryRows.anyWord(call)));
        calls.put(
                "append",
                call -> new Load.Call(
                        HttpMethod.POST,
                        visit(visits, call).target().growing() + "?reply=false",
                        visit(visits, call).headers(),
                        said));
        // A load of its own for each size, so that each size settles in the same way.
        try (var load = new Load(scale.settle())) {
            calls.forEach((name, make) -> figures.put(
                    name,
                    load.run(
                                    name + ", " + size + " messages",
                                    platform.url(PlatformService.CHAT),
                                    Math.min(8, scale.connections()),
                                    scale.warmUp(),
                                    scale.measure(),
                                    platform.meter(),
                                    make::apply)
                            .whole()));
        }
        return figures;
    }

    private static Visit visit(List<Visit> visits, int call) {
        return visits.get(call % visits.size());
    }

    private static Load.Call get(Visit visit, String path) {
        return new Load.Call(HttpMethod.GET, path, visit.headers(), Buffer.buffer());
    }

    /** Reads pages up to the cursor of the hundredth page, as a reader would. */
    private String deep(BenchPlatform platform, String token, String path, int page)
            throws IOException, InterruptedException {
        String cursor = "";
        for (int read = 1; read < PAGES; read++) {
            String more = cursor.isEmpty() ? "" : "&cursor=" + cursor;
            URI uri = URI.create(platform.url(PlatformService.CHAT) + path + "?limit=" + page + more);
            var answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode next = json.readTree(answer.body()).path("next_cursor");
            if (!next.isTextual()) {
                throw new IOException("no page after " + read + ": " + answer.statusCode() + " " + answer.body());
            }
            cursor = next.asText();
        }
        return cursor;
    }

    /** The user of an access token. */
    private String subject(String token) throws IOException {
        return json.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                .path("sub")
                .asText();
    }
}
