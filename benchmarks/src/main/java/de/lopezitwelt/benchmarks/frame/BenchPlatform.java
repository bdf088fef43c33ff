package de.lopezitwelt.benchmarks.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.platform.PlatformSettings;
import de.lopezitwelt.platform.local.platform.Ports;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import de.lopezitwelt.platform.local.server.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The platform that benchmarks run on: usually one of its own, with embedded servers and durable settings, the services
 * that benchmarks need, a mock upstream, and limits that do not interfere.
 */
public final class BenchPlatform implements AutoCloseable {
    public static final String PASSWORD = "a bench of eleven quiet otters";
    /** Names of the benchmark's own processes among the measured ones. */
    static final String LOAD = "load";

    static final String UPSTREAM = "upstream";
    private static final String UNLIMITED = "1000000000";
    /** Of a plan: the configuration of chat holds. */
    private static final String NO_LIMIT = "";

    private final LocalPlatform local;
    private final int upstreamPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Meter meter;
    private final Runnable tearDown;

    private BenchPlatform(LocalPlatform local, int upstreamPort, ProcessHandle upstream, Runnable tearDown)
            throws SQLException {
        this.local = local;
        this.upstreamPort = upstreamPort;
        this.tearDown = tearDown;
        this.meter = new Meter(processes(local, upstream), MySqlWork.of(jdbcUrl(local)));
    }

    /**
     * A platform that the caller starts and stops, whose catalog has the model {@code bench} on an upstream of this
     * process.
     */
    public static BenchPlatform on(LocalPlatform local, int upstreamPort) throws SQLException {
        return new BenchPlatform(local, upstreamPort, ProcessHandle.current(), () -> {});
    }

    /**
     * Starts a platform of its own; it ends when it is closed, or with this program.
     *
     * @param root the checkout whose packages are started
     */
    public static BenchPlatform start(Path root, Set<PlatformService> services)
            throws IOException, InterruptedException, SQLException {
        Path state = root.resolve(".lopez/bench");
        Files.createDirectories(state);
        Ports ports = Ports.free();
        int upstreamPort = FreePorts.next();
        Process upstream = startUpstream(upstreamPort, state.resolve("upstream.log"));
        PlatformSettings settings = PlatformSettings.of(root)
                .stateIn(state.resolve("platform"))
                .on(ports)
                .only(services)
                .modelCatalog(catalog(state, upstreamPort));
        for (PlatformService service : PlatformService.values()) {
            settings = settings.configure(service, "lopez.limits.requests.per-caller", UNLIMITED)
                    .configure(service, "lopez.limits.requests.per-address", UNLIMITED);
        }
        for (String limit : List.of("messages-per-day", "tokens-per-month", "cost-per-month")) {
            settings = settings.configure(PlatformService.CHAT, "lopez.chat.budget.user." + limit, UNLIMITED)
                    .configure(PlatformService.CHAT, "lopez.chat.budget.organization." + limit, UNLIMITED)
                    .configure(PlatformService.ORG_BILLING, "lopez.billing.free." + limit, NO_LIMIT);
        }
        settings = settings.configure(PlatformService.CHAT, "lopez.chat.budget.concurrent-replies", "1000")
                .configure(PlatformService.CHAT, "lopez.chat.streams.per-user", "1000");
        var local = new LocalPlatform(settings, System.out::println);
        var ended = new AtomicBoolean();
        Runnable tearDown = () -> {
            // Closing it and the end of the program may come together: it must not be stopped twice.
            if (ended.compareAndSet(false, true)) {
                tearDown(local, upstream);
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(tearDown));
        local.start();
        return new BenchPlatform(local, upstreamPort, upstream.toHandle(), tearDown);
    }

    public URI url(PlatformService service) {
        return local.url(service);
    }

    public URI managementUrl(PlatformService service) {
        return local.managementUrl(service);
    }

    public URI upstream() {
        return URI.create("http://127.0.0.1:" + upstreamPort);
    }

    /** The server's JDBC URL with its administrator account. */
    public String jdbcUrl() {
        return jdbcUrl(local);
    }

    private static String jdbcUrl(LocalPlatform local) {
        var mysql = local.mysql();
        return mysql.jdbcUrl() + "&user=" + mysql.user() + "&password=" + mysql.password();
    }

    public String kafkaBootstrap() {
        return local.kafkaBootstrap();
    }

    /** Measures what all processes of the platform spend. */
    public Meter meter() {
        return meter;
    }

    /** The access token of a new user. */
    public String signUp() throws IOException, InterruptedException {
        return signIn().path("access_token").asText();
    }

    /** The answer that a new user gets when they sign in. */
    public JsonNode signIn() throws IOException, InterruptedException {
        return signIn(signUpOnly());
    }

    /** The answer to a sign-in with that body. */
    public JsonNode signIn(String login) throws IOException, InterruptedException {
        return post(PlatformService.AUTH, "/api/v1/auth/login", null, login);
    }

    /** Registers a user and returns the body with which they sign in. */
    public String signUpOnly() throws IOException, InterruptedException {
        String credentials =
                "{\"email\":\"bench-" + UUID.randomUUID() + "@example.com\",\"password\":\"" + PASSWORD + "\"";
        post(PlatformService.AUTH, "/api/v1/auth/register", null, credentials + ",\"name\":\"Bench\"}");
        return credentials + "}";
    }

    /** Creates an agent on the mock upstream and returns its id. */
    public String createAgent(String token) throws IOException, InterruptedException {
        return post(
                        PlatformService.AGENT,
                        "/api/v1/agents",
                        token,
                        "{\"name\":\"bench\",\"type\":\"chatbot\",\"model\":\"bench\",\"config\":{}}")
                .path("id")
                .asText();
    }

    public JsonNode post(PlatformService service, String path, @Nullable String token, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url(service) + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("POST " + path + " → " + response.statusCode() + " " + response.body());
        }
        return json.readTree(response.body());
    }

    @Override
    public void close() throws SQLException {
        meter.close();
        tearDown.run();
    }

    private static Map<String, ProcessHandle> processes(LocalPlatform local, ProcessHandle upstream) {
        var processes = new LinkedHashMap<String, ProcessHandle>();
        local.running()
                .forEach(process ->
                        ProcessHandle.of(process.pid()).ifPresent(handle -> processes.put(process.name(), handle)));
        processes.put(UPSTREAM, upstream);
        processes.put(LOAD, ProcessHandle.current());
        return processes;
    }

    private static void tearDown(LocalPlatform local, Process upstream) {
        local.stop();
        upstream.destroy();
        try {
            DirectoryTree.delete(local.settings().state().path());
        } catch (IOException left) {
            System.err.println("Left behind: " + left);
        }
    }

    private static Process startUpstream(int port, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MockUpstream.class.getName(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile())
                .start();
    }

    private static Path catalog(Path state, int upstreamPort) throws IOException {
        return Files.writeString(state.resolve("models.yaml"), """
            providers:
              mock: {base_url: "http://127.0.0.1:%d/v1", allow_http: true, allow_private_addresses: true, max_concurrent: 1000, max_queued: 10000}
            models:
              - {name: bench, provider: mock, context_window: 8192, max_output_tokens: 256, input_price_per_million: 1, output_price_per_million: 2, currency: EUR}
            """.formatted(upstreamPort));
    }
}
