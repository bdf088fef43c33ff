package de.lopezitwelt.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.catalog.CatalogSource;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallAnswered;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runtime with the offline model: what people get who configured nothing. */
class AgentRuntimeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = ModelCatalog.OFFLINE_MODEL;

    private Vertx vertx;
    private AgentRuntime runtime;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        Clock clock = Clock.fixed(Instant.parse("2026-07-01T10:15:30Z"), ZoneOffset.UTC);
        runtime = new AgentRuntime(vertx, clock, ModelCatalog.load(CatalogSource.offline()));
    }

    @AfterEach
    void stop() {
        runtime.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ReplyRequest ask(AgentType type, String config, String question) {
        return ReplyRequest.of(AgentSpec.of(type, MODEL, json(config)), Conversation.of(PromptMessage.user(question)));
    }

    private static ReplyRequest ask(
            AgentType type,
            String question,
            @Nullable ResponseFormat format,
            List<ToolDefinition> clientTools,
            ToolChoice choice) {
        return new ReplyRequest(
                AgentSpec.of(type, MODEL, json("{}")),
                Conversation.of(PromptMessage.user(question)),
                null,
                Sampling.DEFAULT,
                format,
                clientTools,
                choice,
                true,
                null);
    }

    private List<ReplyEvent> events(ReplyRequest request) {
        return runtime.reply(request).collect().asList().await().indefinitely();
    }

    private String text(ReplyRequest request) {
        return text(events(request));
    }

    private static String text(List<ReplyEvent> events) {
        return events.stream()
                .filter(TextDelta.class::isInstance)
                .map(event -> ((TextDelta) event).text())
                .collect(Collectors.joining());
    }

    @Test
    void theOfflineModelAnswersInChunksAndSaysWhatItIs() {
        List<ReplyEvent> events = events(ask(AgentType.CHATBOT, "{}", "Hello there"));

        assertThat(text(events)).isEqualTo("Hello! How can I help?");
        assertThat(events.size()).isGreaterThan(3);
        Completed end = (Completed) events.getLast();
        assertThat(end.offline()).isTrue();
        assertThat(end.model()).isEqualTo("lopez-offline");
        assertThat(end.usage().promptTokens()).isPositive();
        assertThat(end.usage().completionTokens()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Guten Tag! | Hallo! Wie kann ich helfen?",
                "Danke | Gern geschehen!",
                "Thank you | You are welcome!",
                "Tschüss | Auf Wiedersehen!",
                "Mein Name ist Ana | Freut mich, Ana! Ich merke mir das."
            })
    void speaksGermanAndEnglish(String question, String answer) {
        assertThat(text(ask(AgentType.CHATBOT, "{}", question))).isEqualTo(answer);
    }

    @Test
    void remembersANameFromTheConversation() {
        Conversation conversation = Conversation.of(
                PromptMessage.user("My name is Lopez"),
                PromptMessage.assistant("Nice"),
                PromptMessage.user("What is my name?"));

        assertThat(text(ReplyRequest.of(AgentSpec.of(AgentType.CHATBOT, MODEL), conversation)))
                .isEqualTo("Your name is Lopez.");
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        ReplyRequest request = ask(AgentType.CHATBOT, "{}", "Warum ist der Himmel blau?");

        assertThat(events(request)).isEqualTo(events(request));
        assertThat(text(request)).contains("5 Wörter", "Offline-Modell");
    }

    @Test
    void anAssistantCalculatesThroughARealToolCall() {
        List<ReplyEvent> events = events(ask(AgentType.ASSISTANT, "{}", "What is (2 + 3) * 4.5?"));

        assertThat(events)
                .filteredOn(ToolCallRequested.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        ToolCallRequested.class,
                        call -> assertThat(call.call().name()).isEqualTo("calculator"));
        assertThat(events)
                .filteredOn(ToolCallAnswered.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        ToolCallAnswered.class,
                        answer -> assertThat(answer.result()).isEqualTo("22.5"));
        assertThat(text(events)).isEqualTo("The result is 22.5.");
        assertThat(events).filteredOn(Completed.class::isInstance).hasSize(1);
        Completed end = (Completed) events.getLast();
        assertThat(end.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void anAssistantTellsTheTime() {
        assertThat(text(ask(AgentType.ASSISTANT, "{}", "Wie viel Uhr ist es?")))
                .isEqualTo("Das Ergebnis ist 2026-07-01T12:15:30+02:00 Wednesday.");
    }

    @Test
    void anAssistantUsesOnlyTheToolsItWasGiven() {
        assertThat(text(ask(AgentType.ASSISTANT, "{'tools':['date_time']}", "What is 1+1?")))
                .doesNotContain("2.");
        assertThat(events(ask(AgentType.CHATBOT, "{}", "What is 1+1?"))).noneMatch(ToolCallRequested.class::isInstance);
    }

    @Test
    void theReservationCoversEveryRound() {
        ReplyRequest request = ask(AgentType.ASSISTANT, "{}", "What is 1+1?").withMaxOutputTokens(200);
        PreparedReply prepared = runtime.prepare(request);
        Completed end = (Completed)
                prepared.events().collect().asList().await().indefinitely().getLast();

        assertThat((long) end.usage().promptTokens()).isLessThanOrEqualTo(prepared.promptUpperBound());
        assertThat(end.usage().completionTokens()).isLessThanOrEqualTo(prepared.maxOutputTokens());
        assertThat(prepared.maxOutputTokens()).isEqualTo(200);
    }

    @Test
    void theCallersToolsEndTheReply() {
        ToolDefinition weather = new ToolDefinition("weather", null, json("{'type':'object'}"));
        List<ReplyEvent> events =
                events(ask(AgentType.ASSISTANT, "Weather? 1+1?", null, List.of(weather), ToolChoice.REQUIRED));

        assertThat(((ToolCallRequested) events.getFirst()).call().name()).isEqualTo("weather");
        assertThat(((Completed) events.getLast()).finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(events).hasSize(2);
    }

    @Test
    void theOutputLimitCutsTheReply() {
        List<ReplyEvent> events =
                events(ask(AgentType.CHATBOT, "{}", "Who are you?").withMaxOutputTokens(5));
        Completed end = (Completed) events.getLast();

        assertThat(end.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(end.usage().completionTokens()).isLessThanOrEqualTo(5);
    }

    @Test
    void anAnalyzerCounts() throws JsonProcessingException {
        JsonNode answer = JSON.readTree(text(ask(AgentType.ANALYZER, "{}", "Ein Satz. Noch ein Satz!")));

        assertThat(answer.path("words").intValue()).isEqualTo(5);
        assertThat(answer.path("sentences").intValue()).isEqualTo(2);
        assertThat(answer.path("language").textValue()).isEqualTo("de");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object','properties':{'word_count':{'type':'integer','minimum':1},'lang':{'enum':['en','de']},"
                        + "'keywords':{'type':'array','items':{'type':'string','minLength':2},'minItems':1},"
                        + "'summary':{'type':'string','maxLength':10,'minLength':3}},'required':['word_count','lang','keywords']}",
                "{'type':'array','items':{'type':'number','maximum':-3},'minItems':2}",
                "{'$defs':{'a':{'type':'boolean'}},'type':'object','properties':{'x':{'$ref':'#/$defs/a'}},'required':['x'],"
                        + "'additionalProperties':false}",
                "{'anyOf':[{'type':'null'},{'type':'string'}]}",
                "{'const':'fixed'}",
                "{'type':['string','null']}",
                "{'type':'object','properties':{'deep':{'type':'object','properties':{'n':{'type':'integer','exclusiveMinimum':7}},"
                        + "'required':['n']}},'required':['deep']}"
            })
    void anAnalyzersAnswerFitsItsSchema(String schema) {
        JsonNode outputSchema = json(schema);
        String answer = text(ask(AgentType.ANALYZER, "{'output_schema':" + schema + "}", "Ein kurzer Text hier."));

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(outputSchema.toString(), InputFormat.JSON)
                        .validate(answer, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aResponseFormatIsHonouredByAnyAgent() throws JsonProcessingException {
        ReplyRequest request =
                ask(AgentType.CHATBOT, "Hi", new ResponseFormat.JsonObject(), List.of(), ToolChoice.AUTO);

        assertThat(JSON.readTree(text(request)).isObject()).isTrue();
    }

    @Test
    void aTranslatorReplacesTermsAndNothingElse() {
        String config = "{'target_language':'de','glossary':{'user':'Benutzer','user account':'Benutzerkonto'}}";

        assertThat(text(ask(
                        AgentType.TRANSLATOR,
                        config,
                        "**User**: your user account, {user} and `user` at https://user.example; users stay.")))
                .isEqualTo("**Benutzer**: your Benutzerkonto, {user} and `user` at https://user.example; users stay.");
    }

    @Test
    void anUnknownModelAndAnEndlessMessageAreTypedFailures() {
        ReplyRequest unknown =
                ReplyRequest.of(AgentSpec.of(AgentType.CHATBOT, "gone"), Conversation.of(PromptMessage.user("x")));
        ReplyRequest endless = ask(AgentType.CHATBOT, "{}", "word ".repeat(50_000));

        assertThatThrownBy(() -> runtime.prepare(unknown))
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.UNKNOWN_MODEL));
        assertThatThrownBy(() -> events(endless))
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.CONTEXT_LENGTH));
    }
}
