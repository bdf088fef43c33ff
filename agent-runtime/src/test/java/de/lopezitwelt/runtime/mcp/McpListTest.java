package de.lopezitwelt.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpListTest extends McpTestBase {

    /** Lists the tools in pages of a size. */
    private void lists(List<JsonObject> tools, int size) {
        server.script = exchange -> {
            int from = exchange.cursor().isEmpty() ? 0 : Integer.parseInt(exchange.cursor());
            int to = Math.min(tools.size(), from + size);
            JsonObject page = new JsonObject().put("tools", new JsonArray(tools.subList(from, to)));
            exchange.result(to < tools.size() ? page.put("nextCursor", "" + to) : page);
        };
    }

    private static List<JsonObject> tools(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> ScriptedMcpServer.tool("t" + number))
                .toList();
    }

    private static List<JsonObject> named(String... names) {
        return Stream.of(names).map(ScriptedMcpServer::tool).toList();
    }

    private List<String> left() {
        return client.leftOut().stream()
                .map(tool -> tool.server() + "/" + tool.name() + ": " + tool.reason())
                .toList();
    }

    @Test
    void allPagesAreRead() {
        lists(tools(70), 5);

        assertThat(offered()).hasSize(70).startsWith("srv__t0").endsWith("srv__t69");
        assertThat(left()).isEmpty();
    }

    @Test
    void asManyToolsAsTheLimitAreReadAndTheOthersNamed() {
        lists(tools(203), 50);

        assertThat(offered()).hasSize(200);
        assertThat(left())
                .containsExactly(
                        "srv/t200: no more than 200 tools of a server are read",
                        "srv/t201: no more than 200 tools of a server are read",
                        "srv/t202: no more than 200 tools of a server are read");
    }

    @Test
    void pagesBeyondTheLimitAreToldOf() {
        lists(tools(30), 1);

        assertThat(offered()).hasSize(20);
        assertThat(left()).containsExactly("srv/*: no more than 20 pages of tools are read");
    }

    @Test
    void cursorThatRepeatsEndsTheList() {
        server.script = exchange -> exchange.result(new JsonObject()
                .put("tools", new JsonArray(named("a" + exchange.number())))
                .put("nextCursor", "same"));

        assertThat(offered()).containsExactly("srv__a1", "srv__a2");
        assertThat(left()).containsExactly("srv/*: the server repeats a page: no later one is read");
        assertThat(server.count("tools/list")).isEqualTo(2);
    }

    @Test
    void listsOfThousandsAreCountedAfterTheFirstHundreds() {
        lists(tools(1_000), 500);

        offered();

        assertThat(client.leftOut()).hasSize(201);
        assertThat(left()).endsWith("srv/*: 600 more tools are left out");
    }

    @Test
    void everyToolThatCannotBeOfferedIsNamedWithItsReason() {
        JsonObject large = new JsonObject().put("type", "object").put("description", "x".repeat(11_000));
        JsonObject loose = new JsonObject().put("properties", new JsonObject());
        lists(
                List.of(
                        ScriptedMcpServer.tool("good"),
                        new JsonObject().put("name", "bare"),
                        ScriptedMcpServer.tool("large").put("inputSchema", large),
                        ScriptedMcpServer.tool("list").put("inputSchema", new JsonObject().put("type", "array")),
                        ScriptedMcpServer.tool("loose").put("inputSchema", loose),
                        ScriptedMcpServer.tool("good"),
                        ScriptedMcpServer.tool(" "),
                        ScriptedMcpServer.tool("n".repeat(300)),
                        new JsonObject()),
                50);

        assertThat(offered()).containsExactly("srv__good", "srv__loose");
        assertThat(client.tools("loose").getFirst().definition().parameters())
                .hasToString("{\"properties\":{},\"type\":\"object\"}");
        assertThat(left())
                .containsExactly(
                        "srv/bare: the tool has no schema of its arguments (inputSchema)",
                        "srv/large: the schema of its arguments is longer than 8192 characters",
                        "srv/list: the schema of its arguments is not of the type object",
                        "srv/good: the server lists this name twice",
                        "srv/: the tool has no name",
                        "srv/" + "n".repeat(128) + ": the name is longer than 256 characters",
                        "srv/: the tool has no name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"type\":\"object\",\"properties\":{}}",
                "{\"type\":\"object\"} | {\"type\":\"object\",\"properties\":{}}",
                "{\"type\":null,\"properties\":null,\"required\":null} | {\"type\":\"object\",\"properties\":{}}",
                "{\"type\":[\"object\",\"null\"],\"properties\":{}} | {\"type\":\"object\",\"properties\":{}}",
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\"} | {\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\",\"properties\":{}}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"format\":null}}},\"required\":[\"a\"]}"
                        + " | {\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},\"required\":[\"a\"]}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"default\":null,\"enum\":[\"x\",null]}}} | {\"type\":\"object\",\"properties\":{\"a\":{\"default\":null,\"enum\":[\"x\",null]}}}",
            })
    void schemasGetTheFormThatProvidersTake(String listed, String offered) throws JsonProcessingException {
        lists(List.of(ScriptedMcpServer.tool("t").put("inputSchema", new JsonObject(listed))), 5);
        offered();

        assertThat(client.tools("t").getFirst().definition().parameters())
                .isEqualTo(new ObjectMapper().readTree(offered));
    }

    @Test
    void longAndCollidingNamesGetSuffixesThatDoNotDependOnTheOrder() {
        List<JsonObject> tools = new ArrayList<>(
                named("read.file", "read_file", "read file", "x".repeat(90) + "1", "x".repeat(90) + "2", "ä/b"));
        lists(tools, 50);
        List<String> offered = offered();

        assertThat(offered).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-zA-Z0-9_-]{1,64}"));
        assertThat(offered).hasSize(6).contains("srv__read_file", "srv____b");
        assertThat(offered.getFirst()).matches("srv__read_file_[0-9a-f]{8}");
        assertThat(left()).isEmpty();

        Collections.reverse(tools);
        use(server.definition());
        assertThat(offered()).containsExactlyElementsOf(offered.reversed());
    }

    @Test
    void toolIsCalledByTheServersOwnName() {
        lists(named("t"), 5);
        ScriptedMcpServer.Script list = server.script;
        server.script = exchange -> {
            if (exchange.method().equals("tools/list")) {
                list.handle(exchange);
            } else {
                exchange.usual();
            }
        };

        call();

        assertThat(server.messages.getLast().getJsonObject("params").getString("name"))
                .isEqualTo("t");
    }

    @Test
    void serverThatCannotBeReadIsNamedWithItsReason() {
        server.script = exchange -> exchange.json(500, "");

        assertThat(offered()).isEmpty();
        assertThat(client.leftOut())
                .containsExactly(
                        new LeftOutTool("srv", LeftOutTool.ALL, Why.AWAY, "the server answered with status 500"));
    }

    @Test
    void serverThatIsStillBeingReadIsNamed() {
        assertThat(client.leftOut())
                .containsExactly(
                        new LeftOutTool("srv", LeftOutTool.ALL, Why.AWAY, "its list of tools is still being read"));
    }

    @Test
    void serverWithoutToolsIsNamed() {
        lists(List.of(), 5);

        assertThat(offered()).isEmpty();
        assertThat(left()).containsExactly("srv/*: the server lists no tools");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "Bearer resource_metadata=\"https://x.example/.well-known/oauth-protected-resource\" | the server wants a sign-in by OAuth, and its entry in the catalog has no oauth (status 401): no token",
                "Bearer error=\"invalid_token\" | the server refuses our key, or wants one that is not configured (status 401): no token",
                "none | the server refuses our key, or wants one that is not configured (status 401): no token",
            })
    void serverThatWantsASignInIsNamedAsSuch(String header, String reason) {
        use(server.definition("/moved", Map.of()));
        server.script = exchange -> {
            if (header != null) {
                exchange.response().putHeader("www-authenticate", header);
            }
            exchange.json(
                    401, "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32001,\"message\":\"no token\"}}");
        };

        assertThat(offered()).isEmpty();
        assertThat(client.leftOut()).containsExactly(new LeftOutTool("srv", "*", Why.SIGN_IN, reason));
    }

    @Test
    void wordsOfAServerAreShownWithoutControlCharactersAndHalvesOfPairs() {
        LeftOutTool tool = new LeftOutTool("srv", "a\nb\u009b\ud83dc", Why.NAME, "x".repeat(999) + "\ud83d\ude00");

        assertThat(tool.name()).isEqualTo("a b  c");
        assertThat(tool.reason()).isEqualTo("x".repeat(999) + " ");
    }

    @Test
    void metricsCountWhatIsLeftOut() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Metrics.addRegistry(registry);
        try {
            lists(
                    List.of(
                            ScriptedMcpServer.tool("a"),
                            new JsonObject().put("name", "b"),
                            new JsonObject().put("name", "c")),
                    5);
            offered();

            Gauge gauge = registry.get("mcp.tools.left.out")
                    .tags("server", "srv", "reason", "schema")
                    .gauge();
            assertThat(gauge.value()).isEqualTo(2);
            assertThat(gauge.getId().getTag("tool")).isNull();

            client.forget();
            assertThat(registry.find("mcp.tools.left.out").tag("server", "srv").gauges())
                    .isEmpty();
        } finally {
            Metrics.removeRegistry(registry);
        }
    }
}
