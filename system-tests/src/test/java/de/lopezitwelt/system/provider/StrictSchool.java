package de.lopezitwelt.system.provider;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.system.support.RawProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Providers that refuse a prompt whose calls come back without what was sent with them, each in the way of its school. Every
 * question takes three rounds of calls, and is answered with {@code done} and the number of rounds that the prompt holds.
 */
enum StrictSchool {
    /** Wants what was thought back with its calls. */
    DEEPSEEK,
    /** Wants the signature of each call back. */
    GEMINI,
    /** Wants signed thoughts before their calls, and results right behind them, in turns that alternate. */
    ANTHROPIC,
    /** As chat templates do: one system message at the beginning, then user and assistant in turn, results after calls. */
    TEMPLATE;

    private static final int ROUNDS = 3;

    private final AtomicInteger numbers = new AtomicInteger();

    String model() {
        return this == ANTHROPIC ? "raw-anthropic" : "raw";
    }

    byte[] answer(JsonNode request) {
        List<JsonNode> messages = new ArrayList<>();
        request.path("messages").forEach(messages::add);
        int refused = this == ANTHROPIC ? wrongBlocks(messages) : wrongMessage(messages);
        if (refused >= 0) {
            return RawProvider.answer(
                    "400 Bad Request",
                    "content-type: application/json",
                    "{\"error\":{\"message\":\"message " + refused + " lacks what was sent with it\"}}");
        }
        long rounds = messages.reversed().stream()
                .takeWhile(message -> !isQuestion(message))
                .filter(StrictSchool::calls)
                .count();
        if (rounds < ROUNDS) {
            return call(request, numbers.incrementAndGet());
        }
        return done(messages.stream().filter(StrictSchool::calls).count());
    }

    private static boolean calls(JsonNode message) {
        return message.has("tool_calls") || message.path("content").toString().contains("\"tool_use\"");
    }

    private static boolean isQuestion(JsonNode message) {
        return message.path("role").asText().equals("user")
                && !message.path("content").toString().contains("\"tool_result\"");
    }

    /** The number of the message that is refused; -1 for none. */
    private int wrongMessage(List<JsonNode> messages) {
        String before = "";
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String role = message.path("role").asText();
            boolean wrong = role.equals("system") && i > 0
                    || role.equals(before) && !role.equals("tool")
                    || role.equals("tool") != (before.equals("calls") || before.equals("tool") && role.equals("tool"));
            for (JsonNode call : message.path("tool_calls")) {
                String number = call.path("id").asText().substring(1);
                wrong |= this == DEEPSEEK
                        && !message.path("reasoning_content").asText().equals("thought " + number);
                wrong |= this == GEMINI
                        && !call.at("/extra_content/google/thought_signature")
                                .asText()
                                .equals("SIG" + number);
            }
            if (wrong) {
                return i;
            }
            before = calls(message) ? "calls" : role;
        }
        return -1;
    }

    private static int wrongBlocks(List<JsonNode> messages) {
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            if (!message.path("role").asText().equals(i % 2 == 0 ? "user" : "assistant")) {
                return i;
            }
            JsonNode content = message.path("content");
            for (int at = 0; at < content.size(); at++) {
                JsonNode block = content.get(at);
                if (!block.path("type").asText().equals("tool_use")) {
                    continue;
                }
                String number = block.path("id").asText().substring(1);
                boolean answered = i + 1 < messages.size()
                        && messages.get(i + 1)
                                .at("/content/0/tool_use_id")
                                .asText()
                                .equals(block.path("id").asText());
                if (!answered
                        || !content.path(0).path("signature").asText().equals("SIG" + number)
                        || !content.path(0).path("thinking").asText().equals("thought " + number)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private byte[] call(JsonNode request, int number) {
        JsonNode tool = request.path("tools").path(0);
        if (this == ANTHROPIC) {
            return anthropic(
                    "tool_use",
                    "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'thought "
                            + number + "','signature':'SIG" + number + "'}}",
                    "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'c" + number
                            + "','name':'" + tool.path("name").asText() + "','input':{'expression':'1+1'}}}");
        }
        String thought = this == DEEPSEEK ? "'reasoning_content':'thought " + number + "'," : "";
        String signature =
                this == GEMINI ? ",'extra_content':{'google':{'thought_signature':'SIG" + number + "'}}" : "";
        return openAi(
                "{" + thought + "'tool_calls':[{'index':0,'id':'c" + number + "','type':'function','function':{'name':'"
                        + tool.at("/function/name").asText()
                        + "','arguments':'{\\'expression\\':\\'1+1\\'}'}" + signature + "}]}",
                "tool_calls");
    }

    private byte[] done(long rounds) {
        return this == ANTHROPIC
                ? anthropic(
                        "end_turn",
                        "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'done " + rounds
                                + "'}}")
                : openAi("{'content':'done " + rounds + "'}", "stop");
    }

    private static byte[] openAi(String delta, String reason) {
        return RawProvider.events(
                json("{'choices':[{'index':0,'delta':" + delta + "}]}"),
                json("{'choices':[{'index':0,'delta':{},'finish_reason':'" + reason
                        + "'}],'usage':{'prompt_tokens':20,'completion_tokens':5,'total_tokens':25}}"),
                "[DONE]");
    }

    private static byte[] anthropic(String reason, String... blocks) {
        List<String> events = new ArrayList<>(
                List.of("{'type':'message_start','message':{'usage':{'input_tokens':5,'output_tokens':1}}}"));
        events.addAll(List.of(blocks));
        events.add("{'type':'message_delta','delta':{'stop_reason':'" + reason + "'},'usage':{'output_tokens':9}}");
        events.add("{'type':'message_stop'}");
        return RawProvider.events(events.stream().map(StrictSchool::json).toArray(String[]::new));
    }

    private static String json(String quoted) {
        return quoted.replace("\\'", "\\\"").replace('\'', '"');
    }
}
