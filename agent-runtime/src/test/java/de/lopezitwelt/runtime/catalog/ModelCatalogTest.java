package de.lopezitwelt.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.runtime.call.Timeouts;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.outbound.ApiKey;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogTest {

    private static final String VALID = """
            providers:
              main:
                base_url: https://models.example.com/v1
                api_key: {env: MAIN_KEY}
                timeouts: {connect: 500ms, first_token: 10s, idle: 5s, total: 2m}
                max_concurrent: 8
                max_queued: 16
                max_attempts: 2
                http_version: "2"
                token_limit_field: max_completion_tokens
              local:
                base_url: http://localhost:11434/v1
                allow_http: true
                allow_private_addresses: true
            models:
              - name: large
                provider: main
                upstream_name: large-2026-01
                context_window: 128000
                max_output_tokens: 8192
                input_price_per_million: 2.50
                output_price_per_million: 10
                currency: EUR
                capabilities: [tools, json_schema]
                fallback: small
              - name: small
                provider: local
                context_window: 8192
                max_output_tokens: 1024
            default_model: small
            """;

    @TempDir
    Path directory;

    private ModelCatalog load(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("models.yaml"), yaml);
        return ModelCatalog.load(CatalogSource.file(file, Map.of("MAIN_KEY", "sk-very-secret")::get));
    }

    private InvalidCatalog invalid(String yaml) {
        return catchThrowableOfType(InvalidCatalog.class, () -> load(yaml));
    }

    @Test
    void readsEverySetting() throws IOException {
        CatalogSnapshot catalog = load(VALID).snapshot();

        ProviderDefinition main = catalog.provider("main").orElseThrow();
        ModelDefinition large = catalog.model("large").orElseThrow();
        assertThat(large)
                .isEqualTo(new ModelDefinition(
                        "large",
                        "main",
                        "large-2026-01",
                        128_000,
                        8_192,
                        new Price(new BigDecimal("2.5"), BigDecimal.TEN, "EUR"),
                        Set.of(Capability.TOOLS, Capability.JSON_SCHEMA),
                        "small",
                        Image.DEFAULT_TOKENS,
                        main.quirks()));
        assertThat(catalog.defaultModel().name()).isEqualTo("small");
        assertThat(main.timeouts())
                .isEqualTo(new Timeouts(
                        Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(2)));
        assertThat(main.maxConcurrent()).isEqualTo(8);
        assertThat(main.maxQueued()).isEqualTo(16);
        assertThat(main.maxAttempts()).isEqualTo(2);
        assertThat(main.httpVersion()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(main.quirks().tokenLimitField()).isEqualTo("max_completion_tokens");
        assertThat(catalog.model(ModelCatalog.OFFLINE_MODEL)).isEmpty();
    }

    @Test
    void providersMayAlsoBeAList() throws IOException {
        ModelCatalog catalog = load("""
                providers:
                  - {name: a, base_url: "https://a.example.com/v1"}
                  - {name: b, base_url: "https://b.example.com/v1"}
                models:
                  - {name: m, provider: b, context_window: 8192, max_output_tokens: 1024}
                """);

        assertThat(catalog.snapshot().providers())
                .extracting(ProviderDefinition::name)
                .containsExactly("a", "b");
        assertThat(invalid("providers: [{base_url: 'https://a.example.com'}]").problems())
                .contains("providers[0].name: is required");
    }

    @Test
    void neverPrintsAKey() throws IOException {
        ModelCatalog catalog = load(VALID);

        assertThat(catalog.snapshot().providers().toString()).contains("***").doesNotContain("secret");
    }

    @Test
    void readsAKeyFromAFileBesideTheCatalog() throws IOException {
        Files.writeString(directory.resolve("key"), "sk-from-file\n");
        ModelCatalog catalog = load(VALID.replace("{env: MAIN_KEY}", "{file: key}"));

        StringBuilder key = new StringBuilder();
        Objects.requireNonNull(catalog.snapshot().provider("main").orElseThrow().apiKey())
                .reveal(key::append);
        assertThat(key).hasToString("sk-from-file");
    }

    @Test
    void toolServersTakeHeadersOfOnesOwn() throws IOException {
        Files.writeString(directory.resolve("token"), "Basic dXNlcjpw\n");
        ToolsDefinition tools = load(VALID + """
                tools:
                  mcp_servers:
                    tickets:
                      url: https://mcp.example.com/mcp
                      headers:
                        X-Tenant: acme corp
                        X-Key: {env: MAIN_KEY}
                        Authorization: {file: token}
                """).snapshot().tools();

        ToolsDefinition.McpServer server = tools.mcpServers().getFirst();
        Map<String, String> revealed = new HashMap<>();
        server.headers().forEach((name, value) -> value.reveal(text -> revealed.put(name, text)));
        assertThat(revealed)
                .containsOnly(
                        Map.entry("x-tenant", "acme corp"),
                        Map.entry("x-key", "sk-very-secret"),
                        Map.entry("authorization", "Basic dXNlcjpw"));
        assertThat(server.toString()).doesNotContain("secret").doesNotContain("Basic");
    }

    @Test
    void headersThatCannotBeSentAreRefusedAtTheirPath() {
        assertThat(invalid(VALID + """
                tools:
                  mcp_servers:
                    tickets:
                      url: https://mcp.example.com/mcp
                      api_key: {env: MAIN_KEY}
                      headers:
                        Host: a
                        Mcp-Session-Id: a
                        authorization: Bearer x
                        "bad name": a
                        x-none: {}
                        x-line: "a\\r\\nb: c"
                """).problems())
                .contains(
                        "tools.mcp_servers.tickets.headers.Host: is set by the platform",
                        "tools.mcp_servers.tickets.headers.Mcp-Session-Id: is set by the platform",
                        "tools.mcp_servers.tickets.headers.authorization: is set by api_key",
                        "tools.mcp_servers.tickets.headers.bad name: is not the name of a header",
                        "tools.mcp_servers.tickets.headers.x-none: must have either env or file; the key itself never stands in the catalog",
                        "tools.mcp_servers.tickets.headers.x-line: must be at most 4096 printable ASCII characters");
    }

    @Test
    void modelsThatEmbedStandBesideThoseForAgents() throws IOException {
        CatalogSnapshot catalog = load(VALID.replace("default_model", """
              - name: embed
                provider: main
                upstream_name: text-embedding-3-small
                context_window: 8191
                input_price_per_million: 0.02
                capabilities: [embeddings]
            default_model""")).snapshot();

        ModelDefinition embed = catalog.embedder("embed").orElseThrow();
        assertThat(embed.upstreamName()).isEqualTo("text-embedding-3-small");
        assertThat(embed.price().cost(1_000_000, 0)).isEqualByComparingTo("0.02");
        assertThat(catalog.model("embed")).isEmpty();
        assertThat(catalog.models()).extracting(ModelDefinition::name).containsExactly("large", "small");
        assertThat(catalog.embedders()).containsExactly(embed);
    }

    @Test
    void whatOnlyModelsForAgentsHaveIsRefusedForThoseThatEmbed() {
        InvalidCatalog problems = invalid("""
            providers:
              claude: {base_url: "https://models.example.com/v1", protocol: anthropic}
            models:
              - {name: a, provider: claude, context_window: 512, capabilities: [embeddings]}
              - name: b
                provider: claude
                context_window: 512
                max_output_tokens: 5
                fallback: a
                capabilities: [embeddings, tools]
            default_model: a
            """);

        assertThat(problems)
                .hasMessageContaining("models[0].capabilities: the provider's protocol has no embeddings")
                .hasMessageContaining("models[1].capabilities: must have nothing beside embeddings")
                .hasMessageContaining("models[1].max_output_tokens: is not for models that embed")
                .hasMessageContaining("models[1].fallback: is not for models that embed")
                .hasMessageContaining("models: must name at least one model")
                .hasMessageContaining("default_model: is not one of the models");
    }

    @Test
    void toolServersThatPeopleSignInToAreRead() throws IOException {
        ToolsDefinition tools = load(VALID + """
                tools:
                  mcp_servers:
                    wiki: {url: "https://mcp.example.com/mcp", oauth: {}}
                    files:
                      url: https://files.example.com/mcp
                      oauth:
                        issuer: https://login.example.com/tenant
                        client_id: lopez
                        client_secret: {env: MAIN_KEY}
                        scopes: [files:read, files:write]
                """).snapshot().tools();

        assertThat(tools.mcpServers())
                .extracting(ToolsDefinition.McpServer::oauth)
                .containsExactly(
                        new ToolsDefinition.OAuth(null, null, null, List.of()),
                        new ToolsDefinition.OAuth(
                                "https://login.example.com/tenant",
                                "lopez",
                                new ApiKey("sk-very-secret"),
                                List.of("files:read", "files:write")));
        assertThat(tools.toString()).doesNotContain("secret");
    }

    @Test
    void signInsThatCannotWorkAreRefusedAtTheirPath() {
        assertThat(invalid(VALID + """
                tools:
                  mcp_servers:
                    a: {url: "https://a.example/mcp", api_key: {env: MAIN_KEY}, oauth: {}}
                    b: {url: "https://b.example/mcp", oauth: {client_id: x}}
                    c: {url: "https://c.example/mcp", oauth: {issuer: "http://c.example", client_id: x}}
                    d: {url: "https://d.example/mcp", oauth: {client_secret: {env: MAIN_KEY}}}
                    e: {url: "https://e.example/mcp", oauth: {scopes: ["a b"], secret: x}}
                    f: {url: "https://f.example/mcp", headers: {Authorization: x}, oauth: {}}
                """).problems())
                .contains(
                        "tools.mcp_servers.a.oauth: cannot stand beside api_key: each person signs in, or all use one key",
                        "tools.mcp_servers.b.oauth: must name client_id and issuer together: a client is known to one authorization server",
                        "tools.mcp_servers.c.oauth.issuer: plain http is not allowed here",
                        "tools.mcp_servers.d.oauth.client_secret: needs client_id beside it",
                        "tools.mcp_servers.e.oauth.secret: is not a known key",
                        "tools.mcp_servers.e.oauth.scopes: must be a list of scopes: printable ASCII without spaces, quotes and backslashes",
                        "tools.mcp_servers.f.headers.Authorization: is set by api_key");
    }

    @Test
    void withNothingConfiguredOnlyTheOfflineModelServes() {
        ModelCatalog catalog = ModelCatalog.load(CatalogSource.offline());

        assertThat(catalog.models()).extracting(ModelDefinition::name).containsExactly("lopez-offline");
        assertThat(catalog.snapshot().embedders())
                .extracting(ModelDefinition::name)
                .containsExactly("lopez-offline-embedding");
        assertThat(catalog.defaultModel().offline()).isTrue();
    }

    @Test
    void theShortcutGivesItsModelFirstAndKeepsTheOfflineOne() {
        ModelCatalog catalog =
                ModelCatalog.load(CatalogSource.shortcut(URI.create("http://localhost:1234/v1"), null, "llama"));

        assertThat(catalog.models()).extracting(ModelDefinition::name).containsExactly("llama", "lopez-offline");
        assertThat(catalog.defaultModel().name()).isEqualTo("llama");
    }

    @Test
    void namesThePathOfEveryProblem() {
        InvalidCatalog problem = invalid("""
                providers:
                  a: {base_url: "http://example.com", api_key: {env: NOT_SET}, timeout: 3}
                  b: {base_url: "https://user:pw@example.com/v1", api_key: sk-abc, timeouts: {idle: 5}}
                  offline: {base_url: "ftp://x"}
                models:
                  - {name: m, provider: nobody, context_window: 1000, max_output_tokens: 2000, currency: Euro, fallback: m}
                  - {name: m, provider: a, context_window: -1, max_output_tokens: many, capabilities: [magic], x: 1}
                default_model: other
                """);

        assertThat(problem.problems())
                .contains(
                        "providers.a.timeout: is not a known key",
                        "providers.a.base_url: plain http is not allowed here",
                        "providers.a.api_key.env: this variable is not set",
                        "providers.b.base_url: must not contain a user or password",
                        "providers.b.api_key: must be an object",
                        "providers.b.timeouts.idle: must be a time from 1ms to 60m, written like 500ms, 30s or 10m",
                        "providers.offline: this name is taken by the built-in model",
                        "providers.offline.base_url: must be an https URL",
                        "models[0].provider: is not one of the providers",
                        "models[0].max_output_tokens: must be less than context_window",
                        "models[0].currency: must be an ISO 4217 code",
                        "models[0].fallback: is not another of the models",
                        "models[1].name: is used twice",
                        "models[1].context_window: must be a whole number from 256 to 100000000",
                        "models[1].max_output_tokens: must be a whole number from 1 to 10000000",
                        "models[1].capabilities[0]: must be one of tools, json_object, json_schema, images, embeddings",
                        "models[1].x: is not a known key",
                        "default_model: is not one of the models");
        assertThat(problem.getMessage()).doesNotContain("sk-abc");
    }

    @Test
    void aFileThatIsNoYamlIsRefusedWithItsLine() {
        assertThat(invalid("providers: {\nmodels: ]").problems())
                .singleElement()
                .asString()
                .startsWith("line ");
        assertThat(invalid("just a text").problems()).contains("the catalog: must be an object");
    }

    @Test
    void aMissingFileIsRefused() {
        CatalogSource source = CatalogSource.file(directory.resolve("missing.yaml"), name -> null);

        assertThatThrownBy(() -> ModelCatalog.load(source)).isInstanceOf(InvalidCatalog.class);
    }

    @Test
    void reloadsWhatChangedAndKeepsTheLastGoodState() throws IOException {
        ModelCatalog catalog = load(VALID);
        Files.writeString(directory.resolve("models.yaml"), VALID.replace("name: large", "name: larger"));

        catalog.reload();
        assertThat(catalog.find("larger")).isPresent();

        Files.writeString(directory.resolve("models.yaml"), "models: 7");
        assertThatThrownBy(catalog::reload).isInstanceOf(InvalidCatalog.class);
        assertThat(catalog.find("larger")).isPresent();
    }

    @Test
    void theWatchSeesAChangedFile() throws IOException {
        Vertx vertx = Vertx.vertx();
        try {
            ModelCatalog catalog = load(VALID);
            Path file = directory.resolve("models.yaml");
            new CatalogWatch(vertx, catalog, file).start(20);
            Files.writeString(file, VALID.replace("name: large", "name: watched"));
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5_000));

            await().until(() -> catalog.find("watched").isPresent());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void costsAreExact() {
        Price price = new Price(new BigDecimal("2.50"), new BigDecimal("10"), "EUR");

        assertThat(price.cost(1_000, 200)).isEqualByComparingTo("0.0045");
    }
}
