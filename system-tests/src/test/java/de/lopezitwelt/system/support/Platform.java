package de.lopezitwelt.system.support;

import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.local.operator.Administrators;
import de.lopezitwelt.platform.local.operator.OperatorAccess;
import de.lopezitwelt.platform.local.operator.OperatorClient;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.platform.PlatformSettings;
import de.lopezitwelt.platform.local.platform.Ports;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import de.lopezitwelt.platform.local.server.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The packaged services with servers of their own, started once for all tests of this module and stopped when the JVM ends. */
public final class Platform {
    public static final String OFFLINE_MODEL = "lopez-offline";
    /** Where the upstream of the model {@code bench} is expected. */
    public static final int BENCH_UPSTREAM = FreePorts.next();
    /** Where the upstream of the models {@code nonsense…} is expected. */
    public static final int LLAMA_UPSTREAM = FreePorts.next();

    /** Where the upstream of the models {@code raw} and {@code raw-anthropic} is expected: see {@link RawProvider}. */
    public static final int RAW_UPSTREAM = FreePorts.next();

    /** Where the MCP servers of the catalog are expected, each under the path of its name. */
    public static final int MCP_SERVERS = FreePorts.next();

    /** What the provider of the fault models is shown, and tells everybody: see {@code telltale}. */
    public static final String PROVIDER_KEY = "provider-key-" + UUID.randomUUID();
    /** Of an OpenID Connect provider that is never there. */
    public static final String PROVIDER_SECRET = "client-secret-" + UUID.randomUUID();

    /** Of a service that may do what any service may. */
    public static final String SWEEPER_SECRET = "service-secret-" + UUID.randomUUID();

    /** What the free plan of the tests allows a month. */
    public static final String FREE_TOKENS = "1000000000000";

    /** How late the end of an access may be felt: promised are 5 s; a machine that runs everything at once is forgiven as much again. */
    public static final Duration FELT = Duration.ofSeconds(10);

    static final List<String> ENDLESS = List.of("drip", "flood");
    public static final List<String> FAULTS = List.of("error", "garbage", "stall", "hang-up");
    public static final Path ROOT =
            Path.of(System.getProperty("lopez.root", "..")).toAbsolutePath().normalize();
    private static final String PROVIDER = "lopez.auth.external.providers.away.";
    private static final String SWEEPER = "lopez.auth.service-clients.sweeper.";
    private static final String SWEEPER_SCOPES =
            "internal:agents.read,internal:memberships.read,internal:users.read,internal:mail.send,internal:keys.introspect,"
                    + "internal:entitlements.read,internal:sessions.read,internal:feedback.read,"
                    + "internal:replies.forward,internal:operations";
    private static final Path SHARED = ROOT.resolve("system-tests/target/platform");
    private static @Nullable Platform instance;
    private static @Nullable String failedStart;

    private final LocalPlatform local;
    private final FaultyProvider provider;
    /** The origin whose pages may call the services. */
    public static final String PAGE = "https://page.example";

    /** The origin of a page that a real browser opens without a certificate. */
    public static final String PLAIN_PAGE = "http://page.example";

    private final Person administrator;

    private Platform(Path state) throws IOException, InterruptedException {
        provider = FaultyProvider.start();
        Files.createDirectories(state);
        Files.writeString(state.resolve("provider.key"), PROVIDER_KEY);
        Path catalog = Files.writeString(
                state.resolve("models.yaml"),
                catalog(provider.baseUrl()).replace("faulty:\n", "faulty:\n    api_key: {file: provider.key}\n"));
        local = new LocalPlatform(settings(state).modelCatalog(catalog), System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(local::stop));
        local.start();
        administrator = Person.madeByTheOperator(this, "Admin");
    }

    /** A platform of its own that goes on with what an earlier one left in the directory. */
    public static Platform keptIn(Path state) throws IOException, InterruptedException {
        LocalPlatform.attach(settings(state), System.out::println).stop();
        return new Platform(state);
    }

    private static Platform fresh(Path state) throws IOException, InterruptedException {
        LocalPlatform.attach(settings(state), System.out::println).stop();
        delete(state);
        return new Platform(state);
    }

    /** Fails at once when an earlier start failed: one explanation is enough. */
    public static synchronized Platform running() {
        if (failedStart != null) {
            throw new IllegalStateException("The platform did not start: " + failedStart);
        }
        if (instance == null) {
            try {
                instance = fresh(SHARED);
            } catch (Exception | AssertionError failure) {
                failedStart = failure.toString();
                throw new IllegalStateException("The platform did not start", failure);
            }
        }
        return instance;
    }

    public String auth(String path) {
        return url(PlatformService.AUTH, path);
    }

    public String agent(String path) {
        return url(PlatformService.AGENT, path);
    }

    public String chat(String path) {
        return url(PlatformService.CHAT, path);
    }

    public String orgBilling(String path) {
        return url(PlatformService.ORG_BILLING, path);
    }

    public String analytics(String path) {
        return url(PlatformService.ANALYTICS, path);
    }

    public String url(PlatformService service, String path) {
        return local.url(service) + path;
    }

    /** An address of each service that nobody is answered at without a living credential. */
    public List<String> guarded() {
        return List.of(
                auth("/api/v1/account"),
                agent("/api/v1/agents"),
                chat("/api/v1/sessions"),
                orgBilling("/api/v1/organizations"),
                analytics("/api/v1/analytics/users/me"));
    }

    /** On the port for those who operate the service. */
    public String management(PlatformService service, String path) {
        return local.managementUrl(service) + path;
    }

    /** One that the operator has made, with a token of now: one of the start has expired when the last tests run. */
    public Person administrator() {
        return administrator.signedInAgain(this);
    }

    /** Of a service that may do everything that services may. */
    public String serviceToken() {
        String credentials =
                Base64.getEncoder().encodeToString(("sweeper:" + SWEEPER_SECRET).getBytes(StandardCharsets.UTF_8));
        return Client.anonymous()
                .send(
                        "POST",
                        auth("/internal/token"),
                        "grant_type=client_credentials",
                        Map.of(
                                "Authorization",
                                "Basic " + credentials,
                                "Content-Type",
                                "application/x-www-form-urlencoded"))
                .expect(200)
                .text("access_token");
    }

    /** What {@code ./lopez admin} uses. */
    public Administrators administrators() {
        return new Administrators(new OperatorClient(OperatorAccess.of(local, Map.of())));
    }

    public LocalPlatform local() {
        return local;
    }

    public FaultyProvider provider() {
        return provider;
    }

    /** Waits for what is eventually true: events travel through outbox, Kafka and fold. */
    public static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }

    private static PlatformSettings settings(Path state) {
        PlatformSettings settings = PlatformSettings.of(ROOT);
        for (PlatformService service : PlatformService.values()) {
            // one caller of a test asks more often than people do
            settings = settings.configure(service, "lopez.limits.requests.per-caller", "10000000")
                    .configure(service, "lopez.limits.requests.per-address", "10000000")
                    .configure(service, "lopez.http.cors.origins", PAGE + "," + PLAIN_PAGE);
        }
        return settings.stateIn(state)
                .on(Ports.free())
                // services that live for minutes, some of them for seconds: the second compiler takes more than it
                // gives
                .jvmOptions(List.of("-XX:TieredStopAtLevel=1"))
                // people of a test wait for no hash, and guesses on a slow machine may take longer than a lock
                .configure(PlatformService.AUTH, "lopez.auth.password.cost", "6")
                .configure(PlatformService.AUTH, "lopez.auth.throttle.first-lock", "PT10M")
                .configure(PlatformService.AUTH, PROVIDER + "issuer", "http://127.0.0.1:1")
                .configure(PlatformService.AUTH, PROVIDER + "client-id", "lopez")
                .configure(PlatformService.AUTH, PROVIDER + "client-secret", PROVIDER_SECRET)
                .configure(PlatformService.AUTH, PROVIDER + "allow-http", "true")
                // guesses of all tests come from one address
                .configure(PlatformService.AUTH, "lopez.auth.throttle.address-failures", "100000")
                .configure(PlatformService.AUTH, SWEEPER + "secret-sha256", RandomSecrets.sha256(SWEEPER_SECRET))
                .configure(PlatformService.AUTH, SWEEPER + "scopes", SWEEPER_SCOPES)
                .configure(PlatformService.ORG_BILLING, "lopez.organizations.dns.host", "127.0.0.1")
                .configure(
                        PlatformService.ORG_BILLING, "lopez.organizations.dns.port", String.valueOf(NameServer.port()))
                // people of a test say more than is free, and one test counts with limits of chat's own
                .configure(PlatformService.ORG_BILLING, "lopez.billing.free.messages-per-day", "")
                .configure(PlatformService.ORG_BILLING, "lopez.billing.free.tokens-per-month", FREE_TOKENS)
                .configure(PlatformService.ORG_BILLING, "lopez.billing.free.cost-per-month", "")
                .configure(PlatformService.ANALYTICS, "lopez.analytics.reconciliation.patience", "PT8S");
    }

    public static String catalog(String baseUrl) {
        var yaml =
                new StringBuilder("""
            providers:
              faulty:
                base_url: %s
                allow_http: true
                allow_private_addresses: true
                max_attempts: 2
                max_concurrent: 2000
                timeouts: {connect: 2s, first_token: 3s, idle: 2s, total: 60s}
              mock: {base_url: "http://127.0.0.1:%d/v1", allow_http: true, allow_private_addresses: true}
              llama:
                preset: llama.cpp
                base_url: "http://127.0.0.1:%d/v1"
                allow_http: true
                allow_private_addresses: true
                extra_body: {cache_prompt: false}
              raw: {base_url: "http://127.0.0.1:%d/v1", allow_http: true, allow_private_addresses: true, max_attempts: 1}
              raw-anthropic:
                protocol: anthropic
                base_url: "http://127.0.0.1:%d/v1"
                allow_http: true
                allow_private_addresses: true
                max_attempts: 1
            models:
              - {name: raw, provider: raw, context_window: 131072, max_output_tokens: 4096, capabilities: [tools, json_object, json_schema]}
              - {name: raw-anthropic, provider: raw-anthropic, context_window: 131072, max_output_tokens: 4096, capabilities: [tools]}
              - {name: bench, provider: mock, context_window: 8192, max_output_tokens: 256}
              - {name: nonsense, provider: llama, context_window: 131072, max_output_tokens: 512, capabilities: [tools, json_object, json_schema]}
              - {name: nonsense-cached, provider: llama, context_window: 131072, max_output_tokens: 64, extra_body: {cache_prompt: true}}
              - {name: nonsense-endless, provider: llama, context_window: 131072, max_output_tokens: 65536, extra_body: {grammar: "root ::= [a-z ] root"}}
            """.formatted(baseUrl, BENCH_UPSTREAM, LLAMA_UPSTREAM, RAW_UPSTREAM, RAW_UPSTREAM));
        for (String name : Stream.concat(FAULTS.stream(), Stream.of("well", "slow", "endless", "telltale"))
                .toList()) {
            yaml.append("  - {name: ")
                    .append(name)
                    .append(", provider: faulty, context_window: 8192, max_output_tokens: 1024}\n");
        }
        for (String name : ENDLESS) {
            yaml.append("  - {name: ")
                    .append(name)
                    .append(", provider: faulty, context_window: 131072, max_output_tokens: 65536}\n");
        }
        yaml.append("default_model: well\noffline_model: true\ntools:\n  mcp_servers:\n");
        for (String name : List.of("greeter", "guarded", "moved", "away", "raw")) {
            yaml.append("    %s: {url: \"http://127.0.0.1:%d/%s\", allow_http: true, allow_private_addresses: true}\n"
                    .formatted(name, MCP_SERVERS, name));
        }
        yaml.append("    personal: {url: \"http://127.0.0.1:%d/personal\", allow_http: true, oauth: {}}\n"
                .formatted(MCP_SERVERS));
        return yaml.toString();
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
