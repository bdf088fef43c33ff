package de.lopezitwelt.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.catalog.CatalogSource;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images on their way to models behind both protocols. */
class ImagesTest extends TypeTestBase {
    private static final AgentSpec AGENT = agent(AgentType.CHATBOT, "{}");
    private static final PromptMessage SHOWN =
            PromptMessage.user("What is this?", List.of(new Image("image/png", "iVBORw0KGgo=")));

    private void seeing(String more) {
        runtime.close();
        runtime = runtime(catalog("")
                .replace("capabilities: [tools]", "capabilities: [tools, images]\n    image_tokens: 700")
                .replace("    allow_http: true", more + "    allow_http: true"));
    }

    @Test
    void openAiGetsThemAsDataUrls() {
        seeing("");
        willSay("A cat.");

        assertThat(text(events(ReplyRequest.of(AGENT, Conversation.of(SHOWN))))).isEqualTo("A cat.");

        JsonObject message = messages(0).getJsonObject(messages(0).size() - 1);
        assertThat(message.getJsonArray("content").encode())
                .isEqualTo("[{\"type\":\"text\",\"text\":\"What is this?\"},{\"type\":\"image_url\",\"image_url\":"
                        + "{\"url\":\"data:image/png;base64,iVBORw0KGgo=\"}}]");
    }

    @Test
    void imagesNeedNoText() {
        seeing("");
        willSay("A cat.");

        events(ReplyRequest.of(AGENT, Conversation.of(PromptMessage.user("", SHOWN.images()))));

        assertThat(messages(0).getJsonObject(messages(0).size() - 1).getJsonArray("content"))
                .hasSize(1);
    }

    @Test
    void anthropicGetsThemAsBlocks() {
        seeing("    protocol: anthropic\n    api_key: {env: CLAUDE}\n");
        willDo(status(400));

        runtime.reply(ReplyRequest.of(AGENT, Conversation.of(SHOWN)))
                .onFailure()
                .recoverWithCompletion()
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);

        JsonObject message = messages(0).getJsonObject(0);
        JsonObject image = message.getJsonArray("content").getJsonObject(0);
        assertThat(image.getString("type")).isEqualTo("image");
        assertThat(image.getJsonObject("source").getString("type")).isEqualTo("base64");
        assertThat(image.getJsonObject("source").getString("media_type")).isEqualTo("image/png");
        assertThat(image.getJsonObject("source").getString("data")).isEqualTo("iVBORw0KGgo=");
        assertThat(message.getJsonArray("content").getJsonObject(1).getString("text"))
                .isEqualTo("What is this?");
    }

    @Test
    void modelThatDoesNotSayThatItSeesGetsNone() {
        assertThatThrownBy(() -> runtime.prepare(ReplyRequest.of(AGENT, Conversation.of(SHOWN))))
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.NO_IMAGES));
    }

    @Test
    void eachCountsWhatTheCatalogSays() {
        seeing("");
        long one = runtime.promptUpperBound(ReplyRequest.of(AGENT, Conversation.of(SHOWN)));
        long none =
                runtime.promptUpperBound(ReplyRequest.of(AGENT, Conversation.of(PromptMessage.user("What is this?"))));

        assertThat(one - none).isEqualTo(700);
    }

    @Test
    void olderOnesAreLeftOutWhenTheWindowIsShort() {
        seeing("");
        willSay("Fine.");

        events(ReplyRequest.of(
                AGENT,
                Conversation.of(
                        SHOWN, PromptMessage.assistant("A cat."), SHOWN, PromptMessage.assistant("A cat."), SHOWN)));

        assertThat(messages(0).encode().split("iVBORw0KGgo=", -1)).hasSize(3);
    }

    @Test
    void anOlderOneThatTheProviderRefusesIsLeftOutOfTheNextTry() {
        seeing("");
        willDo(status(400));
        willSay("A dog.");

        List<ReplyEvent> events =
                events(ReplyRequest.of(AGENT, Conversation.of(SHOWN, PromptMessage.assistant("A cat."), SHOWN)));

        assertThat(text(events)).isEqualTo("A dog.");
        assertThat(events).contains(new ReplyEvent.ImagesLeftOut(1));
        assertThat(messages(1).encode().split("iVBORw0KGgo=", -1))
                .as("the new one")
                .hasSize(2);
        assertThat(messages(1).encode()).contains("an image that the model's provider refused");
    }

    @Test
    void aNewOneThatTheProviderRefusesIsNotLeftOutWithoutAWord() {
        seeing("");
        willDo(status(400));

        assertThatThrownBy(() -> events(ReplyRequest.of(AGENT, Conversation.of(SHOWN))))
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.REFUSED));
        assertThat(upstream.exchanges).hasSize(1);
    }

    @Test
    void fallbackThatSeesNothingDoesNotAnswer() {
        runtime.close();
        runtime = runtime(
                catalog("").replace("capabilities: [tools]", "capabilities: [images]\n    fallback: lopez-offline"));
        willDo(status(503));

        assertThatThrownBy(() -> events(ReplyRequest.of(AGENT, Conversation.of(SHOWN))))
                .isInstanceOf(ModelFailure.class);
    }

    @Test
    void modelNamedByTheEnvironmentSeesWhenItIsSaidTo() {
        URI server = URI.create("http://localhost:1/v1");
        assertThat(ModelCatalog.load(CatalogSource.shortcut(server, null, "m"))
                        .defaultModel()
                        .takesImages())
                .isFalse();
        assertThat(ModelCatalog.load(CatalogSource.shortcut(server, null, "m", true))
                        .defaultModel()
                        .takesImages())
                .isTrue();
    }
}
