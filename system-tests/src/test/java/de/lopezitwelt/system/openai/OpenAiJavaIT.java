package de.lopezitwelt.system.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonNull;
import com.openai.core.JsonObject;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.conversations.items.ItemCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import de.lopezitwelt.system.support.ApiKeys;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The official {@code com.openai:openai-java}, unmodified, which is told to validate every answer. */
class OpenAiJavaIT {
    private final Platform platform = Platform.running();
    private final Person erik = Person.register(platform, "Erik");
    private final OpenAIClient client = client(ApiKeys.forChat(platform, erik));

    private OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(platform.chat("/v1"))
                .apiKey(key)
                .maxRetries(0)
                .responseValidation(true)
                .build();
    }

    private static ChatCompletionCreateParams.Builder ask(String agent, String question) {
        return ChatCompletionCreateParams.builder().model(agent).addUserMessage(question);
    }

    @Test
    void aCompletionComesInOnePiece() {
        String agent = erik.createAgent(platform, Platform.OFFLINE_MODEL);

        ChatCompletion completion =
                client.chat().completions().create(ask(agent, "Hello").build());

        assertThat(completion.choices().getFirst().message().content()).hasValue("Hello! How can I help?");
        assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
        assertThat(completion._additionalProperties().get("lopez"))
                .isEqualTo(JsonObject.of(Map.of(
                        "model", JsonValue.from(Platform.OFFLINE_MODEL),
                        "offline", JsonValue.from(true),
                        "detail", JsonNull.of())));
    }

    @Test
    void textsAreEmbedded() {
        CreateEmbeddingResponse answer = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("lopez-offline-embedding")
                        .inputOfArrayOfStrings(List.of("Hello", "Goodbye"))
                        .dimensions(32)
                        .build());

        assertThat(answer.data())
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.embedding()).hasSize(32));
        assertThat(answer.usage().totalTokens()).isPositive();
    }

    @Test
    void aCompletionStreamsAndEndsWithItsUsage() {
        String agent = erik.createAgent(platform, Platform.OFFLINE_MODEL);
        List<ChatCompletionChunk> chunks = new ArrayList<>();

        try (StreamResponse<ChatCompletionChunk> stream = client.chat()
                .completions()
                .createStreaming(ask(agent, "Hello")
                        .streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build())) {
            stream.stream().forEach(chunks::add);
        }

        String text = chunks.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .flatMap(choice -> choice.delta().content().stream())
                .collect(Collectors.joining());
        assertThat(text).isEqualTo("Hello! How can I help?");
        assertThat(chunks.getLast().usage().orElseThrow().totalTokens()).isPositive();
    }

    @Test
    void responsesGoOnFromOneAnotherStreamAndAreTakenBack() {
        String agent = erik.createAgent(platform, Platform.OFFLINE_MODEL);
        Response first = client.responses()
                .create(ResponseCreateParams.builder()
                        .model(agent)
                        .input("Hello")
                        .build());
        List<ResponseStreamEvent> events = new ArrayList<>();
        try (StreamResponse<ResponseStreamEvent> stream = client.responses()
                .createStreaming(ResponseCreateParams.builder()
                        .model(agent)
                        .previousResponseId(first.id())
                        .input("Who are you?")
                        .build())) {
            stream.stream().forEach(events::add);
        }

        assertThat(text(first)).isEqualTo("Hello! How can I help?");
        assertThat(first.usage().orElseThrow().totalTokens()).isPositive();
        assertThat(events.getFirst().isCreated()).isTrue();
        Response second = events.getLast().asCompleted().response();
        assertThat(events.stream()
                        .flatMap(event -> event.outputTextDelta().stream())
                        .map(delta -> delta.delta())
                        .collect(Collectors.joining()))
                .contains("offline model")
                .isEqualTo(text(second));
        assertThat(second.previousResponseId()).hasValue(first.id());
        assertThat(text(client.responses().retrieve(second.id()))).isEqualTo(text(second));

        client.responses().delete(second.id());
        assertThatThrownBy(() -> client.responses().retrieve(second.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void conversationsNeedNoModelBeforeTheirFirstResponse() {
        String agent = erik.createAgent(platform, Platform.OFFLINE_MODEL);
        String conversation = client.conversations().create().id();
        client.conversations()
                .items()
                .create(
                        conversation,
                        ItemCreateParams.builder()
                                .addItem(EasyInputMessage.builder()
                                        .role(EasyInputMessage.Role.USER)
                                        .content("My name is Erik.")
                                        .build())
                                .build());

        Response response = client.responses()
                .create(ResponseCreateParams.builder()
                        .model(agent)
                        .conversation(conversation)
                        .input("Hello")
                        .build());

        assertThat(text(response)).isNotEmpty();
        assertThat(client.conversations().retrieve(conversation).id()).isEqualTo(conversation);
        assertThat(client.conversations().items().list(conversation).items())
                .hasSize(3)
                .allSatisfy(item -> assertThat(item.message()).isPresent());
        assertThat(client.conversations().delete(conversation).deleted()).isTrue();
        assertThatThrownBy(() -> client.conversations().retrieve(conversation)).isInstanceOf(NotFoundException.class);
    }

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .map(output -> output.text())
                .collect(Collectors.joining());
    }

    @Test
    void agentsAreListedAsModels() {
        String agent = erik.createAgent(platform, Platform.OFFLINE_MODEL);

        Platform.eventually(() -> assertThat(client.models().list().data())
                .extracting(model -> Objects.requireNonNull(
                                model._additionalProperties().get("agent_id"))
                        .asString()
                        .orElse(""))
                .contains(agent));
        assertThat(client.models().list().data()).extracting(Model::id).isNotEmpty();
    }

    @Test
    void failuresAreTheClientsOwnExceptions() {
        String failing = erik.createAgent(platform, "error");

        assertThatThrownBy(() -> client("lit_nobody").models().list()).isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(ask("no such agent", "Hello").build()))
                .isInstanceOfSatisfying(NotFoundException.class, refused -> {
                    assertThat(refused.param()).hasValue("model");
                    assertThat(refused.code()).hasValue("model_not_found");
                });
        assertThatThrownBy(() ->
                        client.chat().completions().create(ask(failing, "Hello").build()))
                .isInstanceOfSatisfying(
                        InternalServerException.class,
                        failed -> assertThat(failed.statusCode()).isEqualTo(502));
    }
}
