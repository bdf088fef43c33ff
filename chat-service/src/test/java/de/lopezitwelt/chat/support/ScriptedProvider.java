package de.lopezitwelt.chat.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.runtime.prompt.TitlePrompt;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible server that does what the last user message says: {@code say <n> [pause ms]}, {@code hang}, {@code
 * error}, {@code garbage}, {@code refuse}, {@code hangup <n>}, {@code endless}, {@code call <tool>} unless a tool has answered ({@code call
 * <tool> hang} hangs then); {@code talk <tool>} does the same with words before the call and after the answer;
 * {@code think} thinks before it speaks, {@code think call <tool>} before it calls, and refuses calls that come back without
 * what it thought and signed; {@code think hang} hangs in its thoughts; {@code ponder} only thinks, {@code empty [reason]} ends
 * at once, {@code poison} is refused, {@code lengthy} is too long for it, {@code busy <seconds>} asks to come back later, {@code strict} refuses prompts that hold poison or turns that do not alternate,
 * {@code loop <tool>} calls as long as tools are offered and {@code loop <tool> deaf} longer, {@code write <tool>} writes a call
 * piece by piece; anything else is answered with one word. Asked for a title it says what stands in {@link #TITLES}.
 */
public final class ScriptedProvider implements QuarkusTestResourceLifecycleManager {
    public static final String MODEL = "scripted";
    /** Calls that are being answered, by the last user message: 0 again once the caller hung up and it was noticed. */
    public static final ConcurrentHashMap<String, AtomicInteger> ACTIVE = new ConcurrentHashMap<>();

    public static final AtomicInteger CALLS = new AtomicInteger();
    public static final ConcurrentHashMap<String, JsonNode> LAST_REQUEST = new ConcurrentHashMap<>();
    /** Titles by a word of the conversation; {@code error}, and {@code hang} until it is replaced. */
    public static final ConcurrentHashMap<String, String> TITLES = new ConcurrentHashMap<>();

    /** Prompts that asked for a title. */
    public static final ConcurrentLinkedQueue<String> ASKED_FOR_TITLES = new ConcurrentLinkedQueue<>();

    /** What a model that thinks says before its answer, and before a call. */
    public static final String THOUGHT = "I wonder. It is so. ";

    /** How the arguments of a call come that is written piece by piece. */
    public static final List<String> ARGUMENTS = List.of("{\"city", "\":\"Bo", "nn\"}");

    private static final String SIGNATURE = "{\"google\":{\"thought_signature\":\"c2ln\"}}";

    private static final String ENTITLEMENTS = "/internal/entitlements?";
    /** What everybody has unless a test says otherwise. */
    private static final String UNLIMITED =
            "{\"subject_type\":\"user\",\"subject_id\":\"anybody\",\"limits\":{},\"plan_type\":\"enterprise\",\"is_active\":true}";

    private static final ConcurrentHashMap<String, String> INTERNAL = new ConcurrentHashMap<>();

    private static final ObjectMapper JSON = new ObjectMapper();
    private @Nullable HttpServer server;

    /** The newest request whose last user message was this. */
    public static JsonNode lastRequest(String content) {
        return Objects.requireNonNull(LAST_REQUEST.get(content), "no request with " + content);
    }

    public static int active(String content) {
        AtomicInteger count = ACTIVE.get(content);
        return count == null ? 0 : count.get();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException unavailable) {
            throw new IllegalStateException(unavailable);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/chat/completions", this::answer);
        server.createContext("/internal/", ScriptedProvider::internal);
        server.createContext("/internal/token", ScriptedProvider::token);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.ofEntries(
                Map.entry("lopez.model.base-url", url + "/v1"),
                Map.entry("lopez.services.auth", url),
                Map.entry("lopez.services.agent", url),
                Map.entry("lopez.services.org-billing", url),
                Map.entry("lopez.model.name", MODEL),
                Map.entry("lopez.model.images", "true"),
                Map.entry("lopez.model.api-key", "test-key"),
                Map.entry("lopez.chat.reply.linger", "3s"),
                Map.entry("lopez.chat.streams.comment-after", "4s"),
                Map.entry("lopez.limits.requests.enabled", "false"));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** From now on another service answers this; what nobody said is answered with 404, entitlements excepted. */
    public static void internal(String pathAndQuery, String json) {
        INTERNAL.put(pathAndQuery, json);
    }

    /** From now on API keys are those of that user, for that organization; null for none. */
    public static void keysAreOf(String userId, @Nullable String organizationId) {
        internal(
                "/internal/api-keys/introspect",
                "{\"active\":true,\"sub\":\"" + userId + "\",\"api_key_id\":\"k-1\",\"organization_id\":"
                        + (organizationId == null ? "null" : "\"" + organizationId + "\"")
                        + ",\"scope\":\"chat:read chat:write\",\"iat\":1700000000}");
    }

    private static void internal(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            String answer = INTERNAL.getOrDefault(path, path.startsWith(ENTITLEMENTS) ? UNLIMITED : null);
            send(exchange, answer == null ? 404 : 200, answer == null ? "{}" : answer);
        }
    }

    private static void token(HttpExchange exchange) throws IOException {
        try (exchange) {
            String token = TestTokens.service("chat-service", Scopes.INTERNAL_REPLIES_FORWARD);
            send(exchange, 200, "{\"access_token\":\"" + token + "\",\"expires_in\":300}");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        CALLS.incrementAndGet();
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String content = "";
        for (JsonNode message : request.path("messages")) {
            if ("user".equals(message.path("role").asText())) {
                JsonNode said = message.path("content");
                content = (said.isArray() ? said.path(0).path("text") : said)
                        .asText()
                        .split("\n\n<attachment ", 2)[0];
            }
        }
        if (request.path("messages").path(0).path("content").asText().equals(TitlePrompt.INSTRUCTION)) {
            title(exchange, content);
            return;
        }
        // after messages that were not answered, which are sent as one with it
        content = content.substring(content.lastIndexOf("\n\n") + 1).strip();
        LAST_REQUEST.put(content, request);
        AtomicInteger active = ACTIVE.computeIfAbsent(content, ignored -> new AtomicInteger());
        active.incrementAndGet();
        try (exchange) {
            script(exchange, request, content.split(" "));
        } catch (IOException hungUp) {
            // the caller has gone: what tests wait for
        } finally {
            active.decrementAndGet();
        }
    }

    private static void title(HttpExchange exchange, String content) throws IOException {
        ASKED_FOR_TITLES.add(content);
        try (exchange) {
            String title = titleOf(content);
            for (int i = 0; title.equals("hang") && i < 600; i++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                title = titleOf(content);
            }
            if (title.equals("error")) {
                send(exchange, 400, "{\"error\":{\"message\":\"boom\"}}");
                return;
            }
            OutputStream out = open(exchange);
            event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":" + JSON.valueToTree(title) + "}}]}");
            event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
            event(out, "{\"choices\":[],\"usage\":{\"prompt_tokens\":40,\"completion_tokens\":5,\"total_tokens\":45}}");
            event(out, "[DONE]");
            out.close();
        }
    }

    private static String titleOf(String content) {
        return TITLES.entrySet().stream()
                .filter(entry -> content.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("word1");
    }

    private void script(HttpExchange exchange, JsonNode request, String[] words) throws IOException {
        switch (words[0]) {
            case "error" -> send(exchange, 500, "{\"error\":{\"message\":\"boom\"}}");
            case "refuse" -> refuse(exchange, request);
            case "garbage" -> send(exchange, 200, "<html>not json</html>");
            case "hang" -> hang(exchange);
            case "hangup" -> {
                OutputStream out = open(exchange);
                deltas(out, number(words, 1, 3), 5);
            }
            case "endless" -> deltas(open(exchange), Integer.MAX_VALUE, number(words, 1, 1));
            case "call" -> {
                boolean answered =
                        request.path("messages").findValuesAsText("role").contains("tool");
                if (answered && words.length > 2) {
                    hang(exchange);
                } else if (answered) {
                    say(exchange, request, 1, 0);
                } else {
                    call(exchange, request, words[1]);
                }
            }
            case "lengthy" ->
                send(
                        exchange,
                        400,
                        "{\"error\":{\"code\":400,\"message\":\"too long\",\"type\":\"exceed_context_size_error\"}}");
            case "busy" -> {
                exchange.getResponseHeaders().set("Retry-After", words[1]);
                send(exchange, 429, "{\"error\":{\"message\":\"slow down\"}}");
            }
            case "poison" -> send(exchange, 400, "{\"error\":{\"message\":\"Could not process it\"}}");
            case "strict" -> strict(exchange, request);
            case "stopped" -> {
                OutputStream out = open(exchange);
                event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word1 \"}}]}");
                event(
                        out,
                        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\",\"stop_reason\":\""
                                + words[1] + "\"}]}");
                event(out, "[DONE]");
                out.close();
            }
            case "empty" -> end(open(exchange), words.length > 1 ? words[1] : "stop");
            case "ponder" -> {
                OutputStream out = open(exchange);
                event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"" + THOUGHT + "\"}}]}");
                end(out, "stop");
            }
            case "loop" -> {
                if (request.has("tools") || words.length > 2) {
                    call(exchange, request, words[1]);
                } else {
                    say(exchange, request, 1, 0);
                }
            }
            case "write" -> {
                OutputStream out = open(exchange);
                event(out, piece("\"id\":\"call_1\",", "\"name\":\"" + words[1] + "\",\"arguments\":\"\""));
                for (String piece : ARGUMENTS) {
                    // What comes together is told together.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                    event(out, piece("", "\"arguments\":" + JSON.valueToTree(piece)));
                }
                end(out, "tool_calls");
            }
            case "think" -> think(exchange, request, words);
            case "talk" -> talk(exchange, request, words);
            case "say" -> say(exchange, request, number(words, 1, 1), number(words, 2, 0));
            default -> say(exchange, request, 1, 0);
        }
    }

    private static void refuse(HttpExchange exchange, JsonNode request) throws IOException {
        if (!request.path("stream").asBoolean()) {
            send(
                    exchange,
                    200,
                    "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,"
                            + "\"refusal\":\"I cannot\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,"
                            + "\"completion_tokens\":2,\"total_tokens\":9}}");
            return;
        }
        OutputStream out = open(exchange);
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"I can\"}}]}");
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"refusal\":\"not\"}}]}");
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
        event(out, "[DONE]");
        out.close();
    }

    private static String piece(String id, String function) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0," + id + "\"function\":{" + function
                + "}}]}}]}";
    }

    /** As templates do that want turns to alternate, and as providers that refuse what they refused before. */
    private static void strict(HttpExchange exchange, JsonNode request) throws IOException {
        String before = "";
        boolean refused = request.toString().contains("poison");
        for (JsonNode message : request.path("messages")) {
            String role = message.path("role").asText();
            refused |= role.equals(before) && !role.equals("tool");
            before = role;
        }
        if (refused) {
            send(exchange, 400, "{\"error\":{\"message\":\"turns must alternate\"}}");
        } else {
            say(exchange, request, 1, 0);
        }
    }

    private static void end(OutputStream out, String reason) throws IOException {
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
        event(out, "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}");
        event(out, "[DONE]");
        out.close();
    }

    private static void say(HttpExchange exchange, JsonNode request, int count, int pause) throws IOException {
        if (!request.path("stream").asBoolean()) {
            send(
                    exchange,
                    200,
                    "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                            + words(count)
                            + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":"
                            + count
                            + ",\"total_tokens\":" + (7 + count) + "}}");
            return;
        }
        OutputStream out = open(exchange);
        deltas(out, count, pause);
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
        event(
                out,
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":" + count + ",\"total_tokens\":"
                        + (7 + count) + "}}");
        event(out, "[DONE]");
        out.close();
    }

    /** As DeepSeek and Gemini do: calls must come back with what was thought and signed. */
    private static void think(HttpExchange exchange, JsonNode request, String[] words) throws IOException {
        for (JsonNode message : request.path("messages")) {
            for (JsonNode call : message.path("tool_calls")) {
                boolean whole = message.path("reasoning_content").asText().equals(THOUGHT)
                        && call.path("extra_content").equals(JSON.readTree(SIGNATURE));
                if (!whole) {
                    send(exchange, 400, "{\"error\":{\"message\":\"a call without its thought\"}}");
                    return;
                }
            }
        }
        boolean answered = request.path("messages").findValuesAsText("role").contains("tool");
        boolean calls = words.length > 2 && !answered;
        String said = calls
                ? "\"tool_calls\":[{\"index\":0,\"extra_content\":" + SIGNATURE + "," + callOf(words[2])
                : "\"content\":\"word1 \"";
        String end = calls ? "tool_calls" : "stop";
        String usage = "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":9,\"total_tokens\":16,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":4},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":6}}";
        if (!request.path("stream").asBoolean()) {
            String message = "{\"role\":\"assistant\",\"reasoning_content\":\"" + THOUGHT + "\"," + said + "}";
            send(
                    exchange,
                    200,
                    "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":" + message + ",\"finish_reason\":\"" + end
                            + "\"}]," + usage + "}");
            return;
        }
        OutputStream out = open(exchange);
        for (String piece : THOUGHT.split("(?<=\\. )")) {
            event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"" + piece + "\"}}]}");
        }
        if (words.length == 2 && words[1].equals("hang")) {
            hang(out);
        }
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{" + said + "}}]}");
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + end + "\"}]}");
        event(out, "{\"choices\":[]," + usage + "}");
        event(out, "[DONE]");
        out.close();
    }

    private static void talk(HttpExchange exchange, JsonNode request, String[] words) throws IOException {
        boolean answered = request.path("messages").findValuesAsText("role").contains("tool");
        OutputStream out = open(exchange);
        deltas(out, 2, 0);
        if (!answered) {
            callDeltas(out, words[1]);
        } else if (words.length > 2) {
            hang(out);
        } else {
            event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
        }
        event(out, "[DONE]");
        out.close();
    }

    private static void call(HttpExchange exchange, JsonNode request, String tool) throws IOException {
        if (!request.path("stream").asBoolean()) {
            send(
                    exchange,
                    200,
                    "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,"
                            + "\"tool_calls\":[{" + callOf(tool) + "},\"finish_reason\":\"tool_calls\"}],"
                            + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}");
            return;
        }
        OutputStream out = open(exchange);
        callDeltas(out, tool);
        event(out, "[DONE]");
        out.close();
    }

    private static void callDeltas(OutputStream out, String tool) throws IOException {
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0," + callOf(tool) + "}}]}");
        event(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}");
    }

    private static String callOf(String tool) {
        return "\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"" + tool
                + "\",\"arguments\":\"{}\"}}]";
    }

    private static String words(int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            words.append("word").append(i).append(' ');
        }
        return words.toString();
    }

    private static void deltas(OutputStream out, int count, int pause) throws IOException {
        for (int i = 1; i <= count; i++) {
            event(out, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word" + i + " \"}}]}");
            if (pause > 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            }
        }
    }

    private static void hang(HttpExchange exchange) throws IOException {
        hang(open(exchange));
    }

    private static void hang(OutputStream out) throws IOException {
        for (int i = 0; i < 2_000; i++) {
            out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static OutputStream open(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static int number(String[] words, int index, int fallback) {
        return words.length > index ? Integer.parseInt(words[index]) : fallback;
    }
}
