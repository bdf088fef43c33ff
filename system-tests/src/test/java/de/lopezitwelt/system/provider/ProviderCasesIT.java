package de.lopezitwelt.system.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.RawProvider;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that real providers and tool servers gave, as they went over the wire, each with its right value for a client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderCasesIT {
    private static final Path CASES = Platform.ROOT.resolve("agent-runtime/src/test/resources/provider-cases");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Platform platform = Platform.running();
    private final RawProvider provider = new RawProvider();
    private final Person rosa = Person.register(platform, "Rosa");
    private final String agent = rosa.createAgent(platform, "raw");

    @AfterAll
    void stop() {
        provider.close();
    }

    private void replay(String name) {
        byte[] recorded = RawProvider.recorded(CASES.resolve(name + ".http"));
        provider.answers(request -> isAnswered(request) ? said("It is so.") : recorded);
    }

    private static boolean isAnswered(JsonNode request) {
        return request.path("messages").findValuesAsText("role").contains("tool");
    }

    private static byte[] said(String text) {
        return RawProvider.events(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":" + JSON.valueToTree(text) + "}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":5,"
                        + "\"completion_tokens\":3,\"total_tokens\":8}}",
                "[DONE]");
    }

    private JsonNode ask(String agentId) {
        String session = rosa.startSession(platform, agentId);
        return rosa.client()
                .post(platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"Go\"}")
                .expect(200)
                .json();
    }

    private Answer complete(boolean streamed) {
        return rosa.client()
                .post(
                        platform.chat("/v1/chat/completions"),
                        "{\"model\":\"" + agent + "\",\"stream\":" + streamed
                                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}]}");
    }

    private static List<String> results(JsonNode reply) {
        return reply.at("/message/metadata/tool_steps").findValuesAsText("result");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "ct_plain, none",
                "ct_upper, none",
                "empty_data, none",
                "message_field, none",
                "magistral, hmm",
                "think, Let me think about it"
            })
    void textIsHelloWorldAndThoughtsStandApart(String name, String thought) {
        replay(name);

        JsonNode reply = ask(agent);

        assertThat(reply.at("/message/content").asText()).isEqualTo("Hello world");
        assertThat(reply.path("finish_reason").asText()).isEqualTo("stop");
        assertThat(reply.at("/usage/prompt_tokens").asInt()).isEqualTo(11);
        assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(7);
        assertThat(reply.at("/message/metadata/thoughts/0/text").asText(null)).isEqualTo(thought);
        String session = rosa.startSession(platform, agent);
        String streamed = rosa.client().stream(
                        platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"Go\"}")
                .stream()
                .filter(event -> event.name().equals("delta"))
                .map(event -> event.json().path("text").asText())
                .collect(Collectors.joining());
        assertThat(streamed).isEqualTo("Hello world");
        assertThat(complete(false)
                        .expect(200)
                        .json()
                        .at("/choices/0/message/content")
                        .asText())
                .isEqualTo("Hello world");
        assertThat(chunks(complete(true).expect(200).body())).isEqualTo("Hello world");
    }

    /** The text of a streamed completion. */
    private static String chunks(String body) {
        return ServerSentEvent.all(body).stream()
                .filter(event -> event.data().startsWith("{"))
                .map(event -> event.json().at("/choices/0/delta/content").asText(""))
                .collect(Collectors.joining());
    }

    @Test
    void replyThatOnlyThoughtSaysSo() {
        replay("reasoning_only");

        JsonNode reply = ask(agent);

        assertThat(reply.path("detail").asText()).contains("thought");
        assertThat(reply.at("/message/content").asText("")).isEmpty();
        assertThat(complete(false)
                        .expect(200)
                        .json()
                        .at("/choices/0/message/reasoning_content")
                        .asText())
                .isEqualTo("let me think");
    }

    @Test
    void ofTwoChoicesTheFirstIsShown() {
        replay("two_choices");

        JsonNode reply = ask(agent);

        assertThat(reply.at("/message/content").asText()).isEqualTo("A");
        assertThat(reply.at("/usage/estimated").asBoolean()).isTrue();
    }

    @Test
    void usageOfZeroBesideTwoThousandWordsIsEstimated() {
        replay("zero_usage_big");

        JsonNode reply = ask(agent);

        assertThat(reply.at("/usage/estimated").asBoolean()).isTrue();
        assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo(2_000);
        assertThat(reply.at("/message/tokens_used").asInt()).isGreaterThan(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool_args_object", "tool_name_repeat", "tool_reasoning", "tool_sig"})
    void calculatorIsCalledOnceAndTheCallGoesBackWhole(String name) {
        replay(name);

        JsonNode reply = ask(agent);

        assertThat(results(reply)).containsExactly("391");
        assertThat(reply.at("/message/metadata/tool_steps/0/name").asText()).isEqualTo("calculator");
        assertThat(reply.at("/message/content").asText()).isEqualTo("It is so.");
        String second = provider.asked.getLast().path("messages").toString();
        if (name.equals("tool_reasoning")) {
            assertThat(second).contains("\"reasoning_content\":\"I should compute\"");
        }
        if (name.equals("tool_sig")) {
            assertThat(second).contains("\"thought_signature\":\"SIG123\"");
        }
    }

    @Test
    void parallelCallsOfOneIndexAreTwo() {
        replay("tool_index0_parallel");

        assertThat(results(ask(agent))).containsExactly("391", "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"err_ctx_llama", "err_ctx_openrouter"})
    void promptThatIsTooLongIsTheCallersToShorten(String name) {
        replay(name);

        JsonNode refused = complete(false).expect(400).json();

        assertThat(refused.at("/error/code").asText()).isEqualTo("context_length_exceeded");
        String session = rosa.startSession(platform, agent);
        ServerSentEvent failed = rosa.client().stream(
                        platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"Go\"}")
                .getLast();
        assertThat(failed.name()).isEqualTo("message.failed");
        assertThat(failed.json().at("/problem/status").asInt()).isEqualTo(400);
        assertThat(failed.json().at("/problem/code").asText()).isEqualTo("model-context-length");
        JsonNode whole = rosa.client()
                .post(
                        platform.chat("/api/v1/sessions/" + rosa.startSession(platform, agent) + "/messages"),
                        "{\"content\":\"Go\"}")
                .expect(400)
                .json();
        assertThat(whole.path("code").asText()).isEqualTo("model-context-length");
        assertThat(whole.path("left_out").asText()).isEqualTo("turn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>x</think>{\"a\":1}",
                "Here:\n```json\n{\"a\":1}\n```",
                "Sure! {\"a\":1}",
                "```json5\n{\"a\":1}\n```",
                "\ufeff{\"a\":1}"
            })
    void jsonOfAnAnalyzerIsFoundAroundOtherText(String said) {
        String analyzer = agent("analyzer", "{\"output_schema\":{\"type\":\"object\",\"required\":[\"a\"]}}");
        provider.answers(request -> said(said));

        assertThat(ask(analyzer).at("/message/content").asText()).isEqualTo("{\"a\":1}");
        assertThat(provider.asked).as("paid calls").hasSize(1);
    }

    private String agent(String type, String config) {
        return rosa.client()
                .post(
                        platform.agent("/api/v1/agents"),
                        "{\"name\":\"" + UUID.randomUUID() + "\",\"type\":\"" + type
                                + "\",\"model\":\"raw\",\"config\":" + config + "}")
                .expect(201)
                .text("id");
    }

    private void calls(String tool, String arguments) {
        provider.answers(request -> isAnswered(request)
                ? said("It is so.")
                : RawProvider.events(
                        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":"
                                + "{\"name\":\"" + tool + "\",\"arguments\":" + JSON.valueToTree(arguments) + "}}]}}]}",
                        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}],\"usage\":"
                                + "{\"prompt_tokens\":5,\"completion_tokens\":3,\"total_tokens\":8}}",
                        "[DONE]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12,500 + 500", "1,234*2"})
    void numbersThatCanBeReadInTwoWaysAreRefusedWithAHint(String expression) {
        calls("calculator", "{\"expression\":\"" + expression + "\"}");

        JsonNode step = ask(agent).at("/message/metadata/tool_steps/0");

        assertThat(step.path("failed").asBoolean()).isTrue();
        assertThat(step.path("result").asText()).contains("error");
    }

    /** Results of tools that were lost, as servers write them; what the model has to see of them. */
    private static final Map<String, String> RESULTS = Map.of(
            "resource",
            "\"result\":{\"content\":[{\"type\":\"resource\",\"resource\":{\"uri\":\"file:///a.txt\",\"mimeType\":\"text/plain\",\"text\":\"RESOURCE TEXT 42\"}}]}",
            "resource_link",
            "\"result\":{\"content\":[{\"type\":\"resource_link\",\"uri\":\"https://example.com/doc.md\",\"name\":\"doc\"}]}",
            "image",
            "\"result\":{\"content\":[{\"type\":\"image\",\"data\":\"iVBORw0KGgo=\",\"mimeType\":\"image/png\"}]}",
            "rpc_error",
            "\"error\":{\"code\":-32602,\"message\":\"Missing required argument: city\"}",
            "forgotten",
            "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"again\"}]}");

    private static final class Server implements AutoCloseable {
        private final HttpServer http;
        private int sessions;
        private boolean forgets = true;

        Server() throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Platform.MCP_SERVERS), 0);
            http.createContext("/raw", this::handle);
            http.start();
        }

        private synchronized void handle(HttpExchange exchange) throws IOException {
            JsonNode message = JSON.readTree(exchange.getRequestBody());
            String id = message.path("id").toString();
            String method = message.path("method").asText();
            String name = message.at("/params/name").asText();
            if (name.equals("forgotten") && forgets) {
                forgets = false;
                answer(
                        exchange,
                        400,
                        "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32000,\"message\":\"Bad Request: No valid session ID"
                                + " provided\"},\"id\":null}");
            } else if (method.equals("initialize")) {
                exchange.getResponseHeaders().set("mcp-session-id", "s" + ++sessions);
                answer(exchange, 200, reply(id, "\"result\":{\"protocolVersion\":\"2025-06-18\"}"));
            } else if (method.equals("tools/list")) {
                String tools = RESULTS.keySet().stream()
                        .map(tool -> "{\"name\":\"" + tool + "\",\"inputSchema\":{\"type\":\"object\"}}")
                        .collect(Collectors.joining(","));
                answer(exchange, 200, reply(id, "\"result\":{\"tools\":[" + tools + "]}"));
            } else {
                answer(exchange, message.has("id") ? 200 : 202, reply(id, RESULTS.getOrDefault(name, "\"result\":{}")));
            }
        }

        private static String reply(String id, String rest) {
            return "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + rest + "}";
        }

        private static void answer(HttpExchange exchange, int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    @Test
    void resultsOfToolServersReachTheModel() throws IOException {
        String owner = agent("assistant", "{\"tools\":[\"mcp:raw\"]}");
        Map<String, String> wanted = Map.of(
                "resource", "RESOURCE TEXT 42",
                "resource_link", "https://example.com/doc.md",
                "image", "image/png",
                "rpc_error", "Missing required argument: city",
                "forgotten", "again");
        try (Server server = new Server()) {
            wanted.forEach((tool, words) -> {
                calls("raw__" + tool, "{}");

                assertThat(results(ask(owner)))
                        .as(tool)
                        .singleElement()
                        .asString()
                        .contains(words);
            });
            assertThat(server.sessions).as("begun again after it was forgotten").isEqualTo(2);
        }
    }
}
