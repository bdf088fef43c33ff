package de.lopezitwelt.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.TypeTestBase;
import de.lopezitwelt.runtime.mcp.FakeMcpServer;
import de.lopezitwelt.runtime.mcp.LeftOutTool;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallAnswered;
import de.lopezitwelt.runtime.toolbox.AgentTools;
import de.lopezitwelt.runtime.toolbox.AgentTools.Offered;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssistantTest extends TypeTestBase {

    private static final AgentSpec AGENT = agent(AgentType.ASSISTANT, "{}");
    private static final AgentSpec WITH_MCP = agent(AgentType.ASSISTANT, "{'tools':['mcp:greeter','calculator']}");

    private static ToolCallAnswered answer(List<ReplyEvent> events) {
        return (ToolCallAnswered) events.stream()
                .filter(ToolCallAnswered.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private List<String> offered(int call) {
        return upstream.exchanges.get(call).body().getJsonArray("tools").stream()
                .map(tool -> ((JsonObject) tool).getJsonObject("function").getString("name"))
                .toList();
    }

    private void use(String tools) {
        runtime.close();
        runtime = runtime(catalog(tools));
    }

    private static String mcp(int port) {
        return """
                tools:
                  mcp_servers:
                    greeter:
                      url: http://localhost:%d/mcp
                      api_key: {env: GREETER}
                      timeout: 2s
                      allow_http: true
                      allow_private_addresses: true
                """.formatted(port);
    }

    @Test
    void callAndResultAreEventsAndTheModelReadsTheResult() {
        willCall("calculator", "{\"expression\":\"17*23\"}");
        willSay("It is 391.");

        List<ReplyEvent> events = events(AGENT, "17 * 23?");

        assertThat(answer(events).result()).isEqualTo("391");
        assertThat(text(events)).isEqualTo("It is 391.");
        assertThat(end(events).usage().promptTokens()).isEqualTo(27);
        assertThat(offered(0)).containsExactly("calculator", "date_time", "units");
        assertThat(messages(1).encode()).contains("391");
    }

    @Test
    void aLoopThatNeverEndsIsEnded() {
        AgentSpec agent = agent(AgentType.ASSISTANT, "{'max_tool_rounds':2,'max_output_tokens':100}");
        for (int i = 0; i < 5; i++) {
            willCall("calculator", "{\"expression\":\"1+1\"}");
        }

        List<ReplyEvent> events = events(agent, "Count");

        assertThat(upstream.exchanges).hasSize(3);
        assertThat(upstream.exchanges.getLast().body().fieldNames())
                .as("the last call is without tools")
                .doesNotContain("tools", "tool_choice");
        assertThat(end(events).finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(events).filteredOn(ToolCallAnswered.class::isInstance).hasSize(2);
    }

    @Test
    void aFailingToolIsToldToTheModel() {
        willCall("calculator", "{\"expression\":\"1/0\"}");
        willSay("That cannot be.");

        List<ReplyEvent> events = events(AGENT, "1/0?");

        assertThat(answer(events).failed()).isTrue();
        assertThat(text(events)).isEqualTo("That cannot be.");
    }

    @Test
    void aProviderThatFailsAfterAToolLeavesTheFirstCallCharged() {
        willCall("calculator", "{\"expression\":\"1+1\"}");
        willDo(status(500));

        var failure = failure(AGENT, "1+1?");

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(meter.used(failure).promptTokens()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED", "500, UNAVAILABLE"})
    void aProviderThatFailsIsToldAsSuch(int status, Kind kind) {
        willDo(status(status));

        assertThat(failure(AGENT, "Hello").kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void toolsOfARegisteredServerAreOfferedAndCalled(boolean streaming) {
        try (FakeMcpServer server = new FakeMcpServer(vertx)) {
            server.streaming = streaming;
            use(mcp(server.port()));
            willCall("greeter__greet", "{\"name\":\"Olga\"}");
            willSay("Done.");

            List<ReplyEvent> events = events(WITH_MCP, "Greet Olga");

            assertThat(offered(0)).containsExactly("greeter__greet", "calculator");
            assertThat(answer(events).result()).isEqualTo("Hello Olga");
            assertThat(server.keys).containsOnly("Bearer key-of-GREETER");
            assertThat(upstream.exchanges)
                    .allMatch(exchange -> exchange.request().getHeader("authorization") == null);
        }
    }

    @Test
    void aServerThatForgotTheSessionIsGreetedAnew() {
        try (FakeMcpServer server = new FakeMcpServer(vertx)) {
            server.forgetful = true;
            use(mcp(server.port()));
            willCall("greeter__greet", "{\"name\":\"Olga\"}");
            willSay("Done.");

            assertThat(answer(events(WITH_MCP, "Greet Olga")).result()).isEqualTo("Hello Olga");
        }
    }

    @Test
    void anErrorOfTheToolIsToldToTheModel() {
        try (FakeMcpServer server = new FakeMcpServer(vertx)) {
            use(mcp(server.port()));
            willCall("greeter__greet", "{\"name\":\"nobody\"}");
            willSay("Nobody there.");

            ToolCallAnswered answer = answer(events(WITH_MCP, "Greet nobody"));

            assertThat(answer.failed()).isTrue();
            assertThat(answer.result()).isEqualTo("error: Hello nobody");
        }
    }

    @Test
    void toolsThatTheNextReplyWillNotOfferAreNamedWithTheirReasons() {
        try (FakeMcpServer server = new FakeMcpServer(vertx)) {
            use(mcp(server.port()));
            AgentSpec agent = agent(
                    AgentType.ASSISTANT,
                    "{'tools':['calculator','http_get','mcp:greeter','mcp:greeter/none','mcp:absent','mcp:absent/x']}");

            AgentTools tools = runtime.tools(agent).await().atMost(PATIENCE);

            assertThat(tools.offered())
                    .extracting(Offered::server, Offered::name, Offered::offeredAs)
                    .containsExactly(
                            tuple(null, "calculator", "calculator"), tuple("greeter", "greet", "greeter__greet"));
            assertThat(tools.leftOut())
                    .containsExactly(
                            new LeftOutTool(null, "http_get", Why.NOT_ALLOWED, "the operator has not allowed it"),
                            new LeftOutTool(
                                    "greeter",
                                    "no schema",
                                    Why.SCHEMA,
                                    "the tool has no schema of its arguments (inputSchema)"),
                            new LeftOutTool("greeter", "none", Why.UNKNOWN, "the server lists no such tool"),
                            new LeftOutTool(
                                    "absent",
                                    "*",
                                    Why.NOT_ALLOWED,
                                    "the operator has registered no server of this name"),
                            new LeftOutTool(
                                    "absent",
                                    "x",
                                    Why.NOT_ALLOWED,
                                    "the operator has registered no server of this name"));
        }
    }

    @Test
    void toolsOfAnAgentThatNamesNoneAreTheBuiltInOnes() {
        AgentTools tools = runtime.tools(AGENT).await().atMost(PATIENCE);

        assertThat(tools.offered()).extracting(Offered::name).containsExactly("calculator", "date_time", "units");
        assertThat(tools.offered()).allMatch(tool -> !tool.description().isBlank());
        assertThat(tools.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"mute, the model mute takes no tools", "gone, the operator's catalog has no model gone"})
    void modelThatTakesNoToolsIsTheReason(String model, String reason) {
        runtime.close();
        runtime = runtime(
                catalog("")
                        .replace(
                                "offline_model",
                                "  - {name: mute, provider: fake, context_window: 2000, max_output_tokens: 200}\noffline_model"));

        AgentTools tools =
                runtime.tools(AgentSpec.of(AgentType.ASSISTANT, model)).await().atMost(PATIENCE);

        assertThat(tools.offered()).isEmpty();
        assertThat(tools.leftOut())
                .contains(new LeftOutTool(null, "calculator", Why.MODEL, reason))
                .hasSize(3);
    }

    @Test
    void repliesCountWhatTheyLeaveOutByRegisteredServersAndReasons() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Metrics.addRegistry(meters);
        try (FakeMcpServer server = new FakeMcpServer(vertx)) {
            use(mcp(server.port()));
            willSay("Hello.", "Hello.");
            AgentSpec agent = agent(AgentType.ASSISTANT, "{'tools':['mcp:greeter','mcp:absent','http_get']}");

            events(agent, "Hello");
            events(agent, "Hello");
            runtime.tools(agent).await().atMost(PATIENCE);

            assertThat(meters.find("reply.tools.left.out").counters())
                    .extracting(
                            counter -> counter.getId().getTag("server"),
                            counter -> counter.getId().getTag("reason"),
                            Counter::count)
                    .contains(tuple("greeter", "schema", 2.0), tuple("none", "not_allowed", 4.0));
        } finally {
            Metrics.removeRegistry(meters);
        }
    }

    @Test
    void serverThatIsAwayIsNamedAsTheReason() {
        int port;
        try (FakeMcpServer server = new FakeMcpServer(vertx)) {
            port = server.port();
        }
        use(mcp(port));

        assertThat(runtime.tools(WITH_MCP).await().atMost(PATIENCE).leftOut())
                .containsExactly(new LeftOutTool("greeter", "*", Why.AWAY, "the server does not answer"));
    }

    @Test
    void withItsServerAwayTheAgentRepliesWithItsOtherTools() {
        int port;
        try (FakeMcpServer server = new FakeMcpServer(vertx)) {
            port = server.port();
        }
        use(mcp(port));
        willSay("Hello.");

        assertThat(text(events(WITH_MCP, "Greet Olga"))).isEqualTo("Hello.");
        assertThat(offered(0)).containsExactly("calculator");
    }

    @Test
    void aServerThatGoesAwayBetweenOfferAndCallIsToldToTheModel() {
        FakeMcpServer server = new FakeMcpServer(vertx);
        use(mcp(server.port()));
        willSay("Hello.");
        events(WITH_MCP, "Hello");
        server.close();
        willCall("greeter__greet", "{\"name\":\"Olga\"}");
        willSay("It is away.");

        List<ReplyEvent> events = events(WITH_MCP, "Greet Olga");

        assertThat(answer(events).result()).isEqualTo("error: the server does not answer");
        assertThat(text(events)).isEqualTo("It is away.");
    }

    @Test
    void textsAreReadFromAllowedAddressesOnly() {
        HttpServer site = vertx.createHttpServer()
                .requestHandler(request -> {
                    switch (request.path()) {
                        case "/docs/a" ->
                            request.response()
                                    .putHeader("content-type", "text/plain")
                                    .end("the text");
                        case "/docs/image" ->
                            request.response()
                                    .putHeader("content-type", "image/png")
                                    .end("x");
                        case "/docs/moved" ->
                            request.response()
                                    .setStatusCode(302)
                                    .putHeader("location", "/secret")
                                    .end();
                        case "/docs/huge" ->
                            request.response()
                                    .putHeader("content-type", "text/plain")
                                    .end("x".repeat(2_000));
                        default ->
                            request.response()
                                    .putHeader("content-type", "text/plain")
                                    .end("secret");
                    }
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        String base = "http://localhost:" + site.actualPort();
        use("""
                tools:
                  http_get:
                    allow: ["%s/docs/"]
                    max_bytes: 1000
                    allow_http: true
                    allow_private_addresses: true
                """.formatted(base));
        AgentSpec agent = agent(AgentType.ASSISTANT, "{'tools':['http_get']}");

        assertThat(read(agent, base + "/docs/a").result()).isEqualTo("the text");
        assertThat(read(agent, base + "/docs/moved").result()).contains("not followed");
        assertThat(read(agent, base + "/docs/image").result()).contains("no text");
        assertThat(read(agent, base + "/docs/huge").result()).contains("too large");
        for (String foreign :
                List.of("/secret", "/docs/../secret", "/docs/%2e%2e/secret", "/docs/..%2fsecret", "/docsecret", "")) {
            assertThat(read(agent, base + foreign).result()).as(foreign).contains("not allowed");
        }
    }

    private ToolCallAnswered read(AgentSpec agent, String url) {
        willCall("http_get", new JsonObject().put("url", url).encode());
        willSay("ok");
        return answer(events(agent, "Read"));
    }
}
