package de.lopezitwelt.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.provider.support.FakeUpstream.Exchange;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What agents and callers want of a provider reaches it where the catalog says that it takes it, and nowhere else. */
class ExtrasTest extends TypeTestBase {

    private static final AgentSpec WISHING = agent(
            AgentType.CHATBOT,
            "{'reasoning_effort':'low','verbosity':'high','service_tier':'flex','logit_bias':{'50256':-100},"
                    + "'extra_headers':{'X-Team':'chat','Authorization':'Bearer mine','X-Fixed':'mine'},"
                    + "'extra_body':{'metadata':{'a':'b'},'top_k':5,'model':'dearer','n':9}}");

    private Exchange sent(String quirks, AgentSpec agent, Sampling sampling) {
        runtime.close();
        runtime = runtime(catalog("").replace("    allow_http: true", quirks.indent(4) + "    allow_http: true"));
        willSay("Hi");
        ReplyRequest plain = ReplyRequest.of(agent, Conversation.of(PromptMessage.user("Hello")));
        events(new ReplyRequest(
                agent,
                plain.conversation(),
                null,
                sampling,
                null,
                plain.clientTools(),
                plain.toolChoice(),
                true,
                null));
        return upstream.exchanges.getLast();
    }

    @Test
    void nothingIsSentToAProviderThatMayNotKnowIt() {
        Exchange sent = sent("", WISHING, Sampling.DEFAULT);

        assertThat(sent.body().fieldNames())
                .containsExactlyInAnyOrder("model", "max_tokens", "stream", "stream_options", "messages");
        assertThat(sent.request().getHeader("x-team")).isNull();
    }

    @Test
    void allIsSentToOneThatTakesIt() {
        Exchange sent = sent(
                "reasoning: reasoning_effort\n"
                        + "passes: [verbosity, service_tier, logit_bias, extra_body, extra_headers]\n"
                        + "headers: {x-fixed: ours}\n"
                        + "extra_body: {top_k: 7}",
                WISHING,
                Sampling.DEFAULT);

        JsonObject body = sent.body();
        assertThat(body.getString("reasoning_effort")).isEqualTo("low");
        assertThat(body.getString("verbosity")).isEqualTo("high");
        assertThat(body.getString("service_tier")).isEqualTo("flex");
        assertThat(body.getJsonObject("logit_bias").getDouble("50256")).isEqualTo(-100);
        assertThat(body.getJsonObject("metadata").getString("a")).isEqualTo("b");
        assertThat(body.getInteger("top_k")).as("the operator's wins").isEqualTo(7);
        assertThat(body.getString("model")).as("the platform's").isEqualTo("m");
        assertThat(body.containsKey("n")).isFalse();
        assertThat(sent.request().getHeader("x-team")).isEqualTo("chat");
        assertThat(sent.request().getHeader("x-fixed")).isEqualTo("ours");
        assertThat(sent.request().getHeader("authorization")).isNull();
    }

    @Test
    void openRouterHasAnObjectForTheEffort() {
        JsonObject body =
                sent("reasoning: reasoning", WISHING, Sampling.DEFAULT).body();

        assertThat(body.getJsonObject("reasoning")).isEqualTo(new JsonObject().put("effort", "low"));
        assertThat(body.containsKey("reasoning_effort")).isFalse();
    }

    @Test
    void theCallersWishComesBeforeTheAgents() {
        Sampling.Extras wanted = new Sampling.Extras("high", null, null, Map.of(), Map.of(), null);

        JsonObject body = sent(
                        "reasoning: reasoning_effort\npasses: [verbosity]", WISHING, Sampling.DEFAULT.with(wanted))
                .body();

        assertThat(body.getString("reasoning_effort")).isEqualTo("high");
        assertThat(body.getString("verbosity")).isEqualTo("high");
        assertThat(body.containsKey("service_tier")).isFalse();
    }
}
