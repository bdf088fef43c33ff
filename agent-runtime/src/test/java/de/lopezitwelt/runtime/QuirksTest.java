package de.lopezitwelt.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.provider.support.FakeUpstream.Exchange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as the provider receives them, with the quirks that the catalog names. */
class QuirksTest extends TypeTestBase {

    private static final AgentSpec BRIEF = agent(AgentType.CHATBOT, "{'system_prompt':'Be brief.'}");

    /** A runtime whose provider and model have these keys beside the usual ones. */
    private void use(String ofProvider, String ofModel) {
        runtime.close();
        runtime = runtime(catalog("")
                .replace("    allow_http: true", ofProvider.indent(4) + "    allow_http: true")
                .replace("    capabilities: [tools]", ofModel.indent(4) + "    capabilities: [tools]"));
    }

    private Exchange sent(String ofProvider, String ofModel, PromptMessage... turns) {
        use(ofProvider, ofModel);
        return sent(BRIEF, turns);
    }

    private Exchange sent(AgentSpec agent, PromptMessage... turns) {
        List<PromptMessage> said = turns.length == 0 ? List.of(PromptMessage.user("Hello")) : List.of(turns);
        willSay("Hi");
        assertThat(text(events(ReplyRequest.of(agent, new Conversation(said))))).isEqualTo("Hi");
        return upstream.exchanges.getLast();
    }

    private static String roles(Exchange sent) {
        StringBuilder roles = new StringBuilder();
        for (Object message : sent.body().getJsonArray("messages")) {
            roles.append(roles.isEmpty() ? "" : " ").append(((JsonObject) message).getString("role"));
        }
        return roles.toString();
    }

    private static String content(Exchange sent, int message) {
        return sent.body().getJsonArray("messages").getJsonObject(message).getString("content");
    }

    @Test
    void withoutQuirksTheRequestIsTheUsualOne() {
        Exchange sent = sent(
                "",
                "",
                PromptMessage.user("a"),
                PromptMessage.user("b"),
                PromptMessage.system("Mind the gap."),
                PromptMessage.user("c"));

        assertThat(sent.body().fieldNames())
                .containsExactlyInAnyOrder("model", "max_tokens", "stream", "stream_options", "messages");
        assertThat(roles(sent)).isEqualTo("system user system user");
        assertThat(content(sent, 1)).as("what stands in a row is one message").isEqualTo("a\n\nb");
        assertThat(sent.request().query()).isNull();
        assertThat(sent.request().getHeader("authorization")).isNull();
    }

    @Test
    void streamOptionsAreLeftOutWhereTheProviderRefusesThem() {
        JsonObject body = sent("stream_options: false", "").body();

        assertThat(body.containsKey("stream_options")).isFalse();
        assertThat(body.getBoolean("stream")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"max_tokens, max_completion_tokens", "max_completion_tokens, max_tokens"})
    void theAnswersLimitIsSentInOneFieldOnly(String field, String other) {
        JsonObject body = sent("token_limit_field: " + field, "").body();

        assertThat(body.getInteger(field)).isEqualTo(200);
        assertThat(body.containsKey(other)).isFalse();
    }

    @Test
    void severalSystemMessagesAreJoinedIntoTheFirst() {
        Exchange sent = sent(
                "system_messages: one",
                "",
                PromptMessage.user("a"),
                PromptMessage.system("Mind."),
                PromptMessage.user("b"));

        assertThat(roles(sent)).isEqualTo("system user");
        assertThat(content(sent, 1)).isEqualTo("a\n\nb");
        assertThat(content(sent, 0)).contains("Be brief.").endsWith("\n\nMind.");
    }

    @Test
    void withNoSystemMessagesTheUserSaysThem() {
        Exchange sent = sent(
                "system_messages: none",
                "",
                PromptMessage.user("a"),
                PromptMessage.assistant("b"),
                PromptMessage.system("Mind."),
                PromptMessage.user("c"));

        assertThat(roles(sent)).isEqualTo("user assistant user");
        assertThat(content(sent, 0)).contains("Be brief.").endsWith("\n\nMind.\n\na");
        assertThat(content(sent, 2)).isEqualTo("c");
    }

    @Test
    void turnsOfOneRoleInARowAreMerged() {
        Exchange sent = sent(
                "alternating_turns: true",
                "",
                PromptMessage.user("a"),
                PromptMessage.user("b"),
                PromptMessage.assistant("c"),
                PromptMessage.assistant("d"),
                PromptMessage.user("e"));

        assertThat(roles(sent)).isEqualTo("system user assistant user");
        assertThat(content(sent, 1)).isEqualTo("a\n\nb");
        assertThat(content(sent, 2)).isEqualTo("c\n\nd");
    }

    @Test
    void aToolLoopStaysWholeWhenTurnsAlternate() {
        use("alternating_turns: true\nsystem_messages: none", "");
        willCall("calculator", "{\"expression\":\"1+1\"}");
        willSay("2");

        events(agent(AgentType.ASSISTANT, "{}"), "Count");

        Exchange second = upstream.exchanges.get(1);
        assertThat(roles(second)).isEqualTo("user assistant tool");
        assertThat(second.body().getJsonArray("messages").getJsonObject(2).getString("tool_call_id"))
                .isEqualTo("call_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "{\"expression\":", "1+1", "\"{}\""})
    void argumentsThatAreNoObjectGoBackAsAnEmptyOne(String arguments) {
        use("", "");
        willCall("calculator", arguments);
        willSay("2");

        events(agent(AgentType.ASSISTANT, "{}"), "Count");

        JsonArray messages = upstream.exchanges.get(1).body().getJsonArray("messages");
        JsonObject calling = messages.getJsonObject(messages.size() - 2);
        assertThat(calling.getJsonArray("tool_calls")
                        .getJsonObject(0)
                        .getJsonObject("function")
                        .getString("arguments"))
                .isEqualTo("{}");
    }

    @Test
    void anthropicsSystemTextsBecomeUserTextToo() {
        use("protocol: anthropic\nsystem_messages: none", "");
        willDo(exchange -> exchange.sse().end("""
                data: {"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}}

                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}

                data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}

                data: {"type":"message_stop"}

                """));

        events(BRIEF, "Hello");

        JsonObject body = upstream.exchanges.getFirst().body();
        assertThat(body.containsKey("system")).isFalse();
        assertThat(messages(0).getJsonObject(0).encode()).contains("Be brief.", "Hello");
    }

    @Test
    void headersAndQueryParametersOfOnesOwnAreSent() throws IOException {
        Files.writeString(directory.resolve("tenant"), "t-4711\n");
        Exchange sent = sent("""
                headers:
                  X-Title: Lopez IT Welt
                  X-Tenant: {file: tenant}
                  X-Token: {env: TOKEN}
                query:
                  api-version: 2024-10-21
                  q: a b&c=ä
                """, "");

        assertThat(sent.request().getHeader("x-title")).isEqualTo("Lopez IT Welt");
        assertThat(sent.request().getHeader("x-tenant")).isEqualTo("t-4711");
        assertThat(sent.request().getHeader("x-token")).isEqualTo("key-of-TOKEN");
        assertThat(sent.request().path()).isEqualTo("/v1/chat/completions");
        assertThat(sent.request().query()).isEqualTo("api-version=2024-10-21&q=a%20b%26c%3D%C3%A4");
    }

    @Test
    void theKeyGoesIntoTheHeaderThatIsForIt() {
        var sent = sent("api_key: {env: AZURE}\nkey_header: api-key", "").request();
        assertThat(sent.getHeader("api-key")).isEqualTo("key-of-AZURE");
        assertThat(sent.getHeader("authorization")).isNull();

        sent = sent("api_key: {env: K}\nkey_header: Authorization", "").request();
        assertThat(sent.getHeader("authorization")).isEqualTo("Bearer key-of-K");
    }

    @Test
    void theExtraBodyIsMergedIntoTheRequest() {
        use("""
                extra_body:
                  top_k: 20
                  chat_template_kwargs: {enable_thinking: false}
                  temperature: null
                """, "");
        JsonObject body = sent(agent(AgentType.CHATBOT, "{'temperature':0.5}")).body();

        assertThat(body.getInteger("top_k")).isEqualTo(20);
        assertThat(body.getJsonObject("chat_template_kwargs").getBoolean("enable_thinking"))
                .isFalse();
        assertThat(body.containsKey("temperature")).isFalse();
        assertThat(body.getString("model")).isEqualTo("m");
        assertThat(body.getInteger("max_tokens")).isEqualTo(200);
        assertThat(body.getBoolean("stream")).isTrue();
        assertThat(body.getJsonArray("messages")).isNotEmpty();
    }

    @Test
    void theExtraBodyKeepsToolsAsTheyAre() {
        use("extra_body: {top_k: 1}", "");
        willSay("2");

        events(agent(AgentType.ASSISTANT, "{}"), "Count");

        JsonArray tools = upstream.exchanges.getFirst().body().getJsonArray("tools");
        assertThat(tools.encode()).contains("calculator", "expression");
    }

    @Test
    void aModelDiffersFromItsProvider() {
        Exchange sent = sent("""
                stream_options: false
                token_limit_field: max_completion_tokens
                headers: {x-a: provider, x-b: provider, x-c: provider}
                query: {api-version: old}
                extra_body: {top_k: 1, min_p: 0.1}
                """, """
                token_limit_field: max_tokens
                system_messages: none
                headers: {x-b: model, x-c: null}
                query: {api-version: new}
                extra_body: {top_k: 2}
                """);

        assertThat(sent.body().containsKey("stream_options")).isFalse();
        assertThat(sent.body().containsKey("max_tokens")).isTrue();
        assertThat(roles(sent)).isEqualTo("user");
        assertThat(sent.request().getHeader("x-a")).isEqualTo("provider");
        assertThat(sent.request().getHeader("x-b")).isEqualTo("model");
        assertThat(sent.request().getHeader("x-c")).isNull();
        assertThat(sent.request().query()).isEqualTo("api-version=new");
        assertThat(sent.body().getInteger("top_k")).isEqualTo(2);
        assertThat(sent.body().getDouble("min_p")).isEqualTo(0.1);
    }

    @Test
    void secretsOfHeadersAndQueryAreHiddenWhenTheProviderQuotesThem() {
        use("headers: {x-token: {env: TOKEN}}\nquery: {sig: {env: SIGNATURE}, api-version: 2024-10-21}", "");
        willDo(exchange -> exchange.request()
                .response()
                .setStatusCode(400)
                .end("{\"error\":{\"message\":\"bad key-of-TOKEN and key-of-SIGNATURE for 2024-10-21\"}}"));

        ModelFailure failure = failure(BRIEF, "Hello");

        assertThat(failure.getMessage()).contains("for 2024-10-21").doesNotContain("TOKEN", "SIGNATURE");
    }

    @Test
    void theHealthCheckSendsHeadersAndQueryToo() {
        use("api_key: {env: K}\nkey_header: api-key\nheaders: {x-a: b}\nquery: {api-version: v1}", "");
        willDo(status(200));

        runtime.health().await().atMost(PATIENCE);

        var sent = upstream.exchanges.getFirst().request();
        assertThat(sent.uri()).isEqualTo("/v1/models?api-version=v1");
        assertThat(sent.getHeader("x-a")).isEqualTo("b");
        assertThat(sent.getHeader("api-key")).isEqualTo("key-of-K");
    }
}
