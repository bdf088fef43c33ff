package de.lopezitwelt.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Reasoned;
import de.lopezitwelt.runtime.model.ReplyEvent.ReasoningDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.provider.support.FakeUpstream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tool loops of three rounds with servers that refuse a call that comes back without what they sent with it, each in the way
 * of its school.
 */
class ProviderSchoolsTest extends TypeTestBase {

    private static final AgentSpec AGENT = agent(AgentType.ASSISTANT, "{}");

    private enum School {
        DEEPSEEK(
                "{'reasoning_content':'thought %d','tool_calls':[%s]}",
                "", (message, round) -> ("thought " + round).equals(message.getString("reasoning_content"))),
        OPENROUTER(
                "{'reasoning':'thought"
                        + " %d','reasoning_details':[{'type':'reasoning.text','index':0,'signature':'S','text':'thought'}],'tool_calls':[%s]}",
                "",
                (message, round) -> ("thought " + round).equals(message.getString("reasoning"))
                        && message.getJsonArray("reasoning_details")
                                .getJsonObject(0)
                                .getString("signature")
                                .equals("S")),
        GEMINI(
                "{'content':null,'tool_calls':[%2$s]}",
                ",'extra_content':{'google':{'thought_signature':'SIG%d'}}",
                (message, round) -> message.getJsonArray("tool_calls").stream()
                        .allMatch(call -> ("SIG" + round)
                                .equals(((JsonObject) call)
                                        .getJsonObject("extra_content")
                                        .getJsonObject("google")
                                        .getString("thought_signature")))),
        MISTRAL(
                "{'content':[{'type':'thinking','thinking':[{'type':'text','text':'thought %d'}]}],'tool_calls':[%s]}",
                "",
                (message, round) -> ("thought " + round)
                        .equals(message.getJsonArray("content")
                                .getJsonObject(0)
                                .getJsonArray("thinking")
                                .getJsonObject(0)
                                .getString("text"))),
        /** Thoughts between tags are nobody's business: the text goes back without them. */
        TAGS(
                "{'content':'<think>thought %d</think>','tool_calls':[%s]}",
                "",
                (message, round) -> message.getString("content") == null && !message.containsKey("reasoning_content"));

        final String delta;
        final String extra;
        final BiPredicate<JsonObject, Integer> accepts;

        School(String delta, String extra, BiPredicate<JsonObject, Integer> accepts) {
            this.delta = delta;
            this.extra = extra;
            this.accepts = accepts;
        }
    }

    private static FakeUpstream.Script strict(School school, int rounds) {
        return exchange -> {
            int round = 0;
            JsonArray messages = exchange.body().getJsonArray("messages");
            for (int i = 0; i < messages.size(); i++) {
                JsonObject message = messages.getJsonObject(i);
                if (message.containsKey("tool_calls") && !accepted(school, message, ++round)) {
                    exchange.request().response().setStatusCode(400).end("{\"error\":{\"message\":\"bring it back\"}}");
                    return;
                }
            }
            if (round == rounds) {
                FakeUpstream.says("done").handle(exchange);
                return;
            }
            int next = round + 1;
            String call = "{'index':0,'id':'c" + next
                    + "','function':{'name':'calculator','arguments':'{\\'expression\\':\\'1+1\\'}'}"
                    + school.extra.formatted(next) + "}";
            String delta =
                    school.delta.formatted(next, call).replace("\\'", "\\\"").replace('\'', '"');
            exchange.sse()
                    .end("data: {\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}\n\n"
                            + FakeUpstream.finish("tool_calls") + FakeUpstream.usage(20, 5) + "data: [DONE]\n\n");
        };
    }

    private static boolean accepted(School school, JsonObject message, int round) {
        try {
            return school.accepts.test(message, round);
        } catch (RuntimeException missing) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(School.class)
    void threeRoundsWithAStrictServerSucceedAndSoDoesTheNextTurn(School school) {
        for (int i = 0; i < 4; i++) {
            willDo(strict(school, 3));
        }

        List<ReplyEvent> events = events(AGENT, "Count");

        assertThat(text(events)).isEqualTo("done");
        assertThat(upstream.exchanges).hasSize(4);

        List<PromptMessage> turns = kept(events);
        turns.add(PromptMessage.user("And again"));
        willDo(strict(school, 3));

        assertThat(text(events(ReplyRequest.of(AGENT, new Conversation(turns)))))
                .isEqualTo("done");
    }

    @Test
    void anthropicGetsItsThinkingBackWithItsSignature() {
        runtime.close();
        runtime = runtime(catalog("").replace("    allow_http: true", "    protocol: anthropic\n    allow_http: true"));
        FakeUpstream.Script thinks = exchange -> exchange.sse().end("""
            data: {"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}}

            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"SIG"}}

            data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"calculator","input":{"expression":"1+1"}}}

            data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9}}

            data: {"type":"message_stop"}

            """);
        willDo(thinks);
        willDo(exchange -> exchange.sse().end("""
            data: {"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"done"}}

            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}

            data: {"type":"message_stop"}

            """));

        List<ReplyEvent> events = events(AGENT, "Count");

        assertThat(text(events)).isEqualTo("done");
        JsonArray blocks = messages(1).getJsonObject(1).getJsonArray("content");
        assertThat(blocks.getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("type", "thinking")
                        .put("signature", "SIG")
                        .put("thinking", "hm"));
        assertThat(blocks.getJsonObject(1).getString("type")).isEqualTo("tool_use");
    }

    /** Refuses turns that do not alternate, calls without their signed thought before them, and calls without a result. */
    private static FakeUpstream.Script strictAnthropic(int rounds) {
        return exchange -> {
            JsonArray messages = exchange.body().getJsonArray("messages");
            int round = 0;
            boolean refused = false;
            for (int i = 0; i < messages.size(); i++) {
                JsonObject message = messages.getJsonObject(i);
                refused |= !message.getString("role").equals(i % 2 == 0 ? "user" : "assistant");
                JsonArray blocks = message.getJsonArray("content");
                if (blocks.encode().contains("\"tool_use\"")) {
                    round++;
                    refused |= !("SIG" + round).equals(blocks.getJsonObject(0).getString("signature"));
                    JsonObject call = blocks.getJsonObject(blocks.size() - 1);
                    JsonObject result = messages.getJsonObject(i + 1)
                            .getJsonArray("content")
                            .getJsonObject(0);
                    refused |= !call.getString("id").equals(result.getString("tool_use_id"));
                }
            }
            if (refused || exchange.body().getJsonArray("tools") == null) {
                exchange.request().response().setStatusCode(400).end("{\"error\":{\"message\":\"bring it back\"}}");
                return;
            }
            int next = round + 1;
            String said = round == rounds
                    ? "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'done'}}"
                    : "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'hm','signature':'SIG"
                            + next
                            + "'}}\n\ndata: {'type':'content_block_start','index':1,'content_block':{'type':'tool_use',"
                            + "'id':'t" + next + "','name':'calculator','input':{'expression':'1+1'}}}";
            String events =
                    "data: {'type':'message_start','message':{'usage':{'input_tokens':5,'output_tokens':1}}}\n\ndata: "
                            + said + "\n\ndata: {'type':'message_delta','delta':{'stop_reason':'"
                            + (round == rounds ? "end_turn" : "tool_use") + "'},'usage':{'output_tokens':9}}\n\n"
                            + "data: {'type':'message_stop'}\n\n";
            exchange.sse().end(events.replace('\'', '"'));
        };
    }

    @Test
    void threeRoundsWithAStrictAnthropicSucceedAndSoDoesTheNextTurn() {
        runtime.close();
        runtime = runtime(catalog("").replace("    allow_http: true", "    protocol: anthropic\n    allow_http: true"));
        for (int i = 0; i < 4; i++) {
            willDo(strictAnthropic(3));
        }

        List<ReplyEvent> events = events(AGENT, "Count");

        assertThat(text(events)).isEqualTo("done");
        assertThat(upstream.exchanges).hasSize(4);
        List<PromptMessage> turns = kept(events);
        // a reply to the next message failed, so that two messages of the user stand in a row
        turns.add(PromptMessage.user("And again"));
        turns.add(PromptMessage.user("Please"));
        willDo(strictAnthropic(3));
        assertThat(text(events(ReplyRequest.of(AGENT, new Conversation(turns)))))
                .isEqualTo("done");
    }

    /** What was said, thought and called is what a caller keeps for the next turn. */
    private static List<PromptMessage> kept(List<ReplyEvent> events) {
        List<PromptMessage> turns = new ArrayList<>(List.of(PromptMessage.user("Count")));
        Reasoning reasoning = null;
        for (ReplyEvent event : events) {
            if (event instanceof Reasoned reasoned) {
                reasoning = reasoned.reasoning();
            } else if (event instanceof ToolCallRequested requested) {
                ToolCall call = requested.call();
                turns.add(PromptMessage.assistant("", List.of(call), reasoning));
                turns.add(PromptMessage.tool(call.id(), "2"));
            }
        }
        turns.add(PromptMessage.assistant("done"));
        return turns;
    }

    /** As common templates do: one system message at the beginning, then user and assistant in turn, results after calls. */
    private static FakeUpstream.Script template(int rounds) {
        return exchange -> {
            JsonArray messages = exchange.body().getJsonArray("messages");
            String before = "";
            int round = 0;
            boolean refused = false;
            for (int i = 0; i < messages.size(); i++) {
                JsonObject message = messages.getJsonObject(i);
                String role = message.getString("role");
                boolean calls = message.containsKey("tool_calls");
                round += calls ? 1 : 0;
                refused |= role.equals("system") && i > 0;
                refused |= role.equals(before) && !role.equals("tool");
                refused |= role.equals("tool") && !before.equals("calls") && !before.equals("tool");
                refused |= before.equals("calls") && !role.equals("tool");
                before = calls ? "calls" : role;
            }
            if (refused) {
                exchange.request()
                        .response()
                        .setStatusCode(500)
                        .end("{\"error\":{\"message\":\"Conversation roles must alternate\"}}");
            } else if (round == rounds) {
                FakeUpstream.says("done").handle(exchange);
            } else {
                exchange.sse()
                        .end("data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c"
                                + round
                                + "\",\"function\":{\"name\":\"calculator\",\"arguments\":\"{\\\"expression\\\":\\\"1+1\\\"}\"}}]}}]}\n\n"
                                + FakeUpstream.finish("tool_calls") + FakeUpstream.usage(20, 5) + "data: [DONE]\n\n");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alternating_turns: true\n    system_messages: one"})
    void threeRoundsWithAnAlternatingTemplateSucceedAndSoDoTurnsAfterAFailedOne(String quirks) {
        runtime.close();
        runtime = runtime(catalog("").replace("    allow_http: true", "    " + quirks + "\n    allow_http: true"));
        for (int i = 0; i < 4; i++) {
            willDo(template(3));
        }

        List<ReplyEvent> events = events(AGENT, "Count");

        assertThat(text(events)).isEqualTo("done");
        List<PromptMessage> turns = kept(events);
        turns.add(PromptMessage.user("The reply to this failed"));
        turns.add(PromptMessage.user("That to this was empty"));
        turns.add(PromptMessage.user("And again"));
        willDo(template(3));
        assertThat(text(events(ReplyRequest.of(AGENT, new Conversation(turns)))))
                .isEqualTo("done");
    }

    @Test
    void whatAnAnalyzerThinksIsNotInItsAnswer() {
        willDo(exchange -> exchange.sse()
                .end("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n"
                        + FakeUpstream.chunk("{\\\"a\\\":1}".replace("\\", "")) + FakeUpstream.finish("stop")
                        + FakeUpstream.usage(20, 5) + "data: [DONE]\n\n"));

        List<ReplyEvent> events = events(agent(AgentType.ANALYZER, "{'output_schema':{'type':'object'}}"), "x");

        assertThat(text(events)).isEqualTo("{\"a\":1}");
        assertThat(events).noneMatch(ReasoningDelta.class::isInstance);
    }

    @Test
    void aPromptThatTheProviderFindsTooLongIsShortenedOnce() {
        List<PromptMessage> turns = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            turns.add(PromptMessage.user("question " + i + " word".repeat(50)));
            turns.add(PromptMessage.assistant("answer " + i + " word".repeat(50)));
        }
        turns.add(PromptMessage.user("last question"));
        FakeUpstream.Script tooLong = exchange -> exchange.request()
                .response()
                .setStatusCode(400)
                .end("{\"error\":{\"message\":\"the request exceeds the available context size\"}}");
        willDo(tooLong);
        willSay("short enough");
        ReplyRequest request = ReplyRequest.of(agent(AgentType.CHATBOT, "{}"), new Conversation(turns));

        assertThat(text(events(request))).isEqualTo("short enough");
        assertThat(messages(1).size()).isLessThan(messages(0).size());
        assertThat(messages(1).encode()).contains("last question");

        willDo(tooLong);
        willDo(tooLong);
        int before = upstream.exchanges.size();
        assertThat(failure(agent(AgentType.CHATBOT, "{}"), "one question").kind())
                .isEqualTo(Kind.CONTEXT_LENGTH);
        assertThat(upstream.exchanges).hasSize(before + 1);
    }
}
