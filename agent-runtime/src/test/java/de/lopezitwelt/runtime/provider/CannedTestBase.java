package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.anthropic.AnthropicProtocol;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.call.Timeouts;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.Reasoned;
import de.lopezitwelt.runtime.model.ReplyEvent.ReasoningDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.openai.OpenAiProtocol;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Replies made of answers of a provider as they go over the wire. */
abstract class CannedTestBase {

    private static final Timeouts TIMEOUTS = new Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60));
    static final String DONE = "data: [DONE]\n\n";
    static final String STOP = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

    private static Vertx vertx;
    static CannedServer server;
    private static ModelProvider openAi;
    private static ModelProvider anthropic;

    @BeforeAll
    static void startServer() {
        vertx = Vertx.vertx();
        server = new CannedServer();
        ProviderDefinition definition = FakeUpstream.provider(
                server.port(), TIMEOUTS, 4, 4, HttpVersion.HTTP_1_1, new OutboundAddressPolicy(true, true));
        openAi = new ModelProvider(vertx, Clock.systemUTC(), definition, new OpenAiProtocol());
        anthropic = new ModelProvider(vertx, Clock.systemUTC(), definition, new AnthropicProtocol());
    }

    @AfterAll
    static void stopServer() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Has the server answer as a file of the resources says: a status, headers, a blank line, a body. */
    static void willAnswerFile(String name) {
        byte[] file = file(name);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int blank = text.indexOf("\n\n");
        int line = text.indexOf('\n');
        server.answers(
                text.substring("HTTP/1.1 ".length(), line).strip() + " said",
                text.substring(line + 1, blank),
                Arrays.copyOfRange(file, blank + 2, file.length));
    }

    static byte[] file(String name) {
        try (InputStream in = CannedTestBase.class.getResourceAsStream("/provider-cases/" + name)) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static void willStream(String body) {
        server.answers("200 OK", "content-type: text/event-stream", body.getBytes(StandardCharsets.UTF_8));
    }

    static void willSay(String status, String json) {
        server.answers(status, "content-type: application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** One event of a stream; single quotes stand for double ones. */
    static String event(String json) {
        return "data: " + json.replace('\'', '"') + "\n\n";
    }

    /** A chunk with this delta. */
    static String delta(String delta) {
        return event("{'choices':[{'index':0,'delta':" + delta + "}]}");
    }

    /** Long replies are not cut off. */
    private static ModelRequest request() {
        return ModelCallTestBase.request(true).continued(List.of(), 0, 5_000, ToolChoice.AUTO);
    }

    static Multi<ReplyEvent> call() {
        return openAi.model(FakeUpstream.model()).stream(request());
    }

    static Multi<ReplyEvent> callAnthropic() {
        return anthropic.model(FakeUpstream.model()).stream(request());
    }

    static Said said() {
        return said(call());
    }

    static Said said(Multi<ReplyEvent> call) {
        return new Said(call.collect().asList().await().atMost(Duration.ofSeconds(60)));
    }

    static ModelFailure failure() {
        return ModelCallTestBase.failure(call());
    }

    /** What came of a call. */
    record Said(List<ReplyEvent> events) {

        String text() {
            return ModelCallTestBase.text(events);
        }

        String thought() {
            return events.stream()
                    .filter(ReasoningDelta.class::isInstance)
                    .map(event -> ((ReasoningDelta) event).text())
                    .collect(Collectors.joining());
        }

        List<Reasoned> reasoned() {
            return events.stream()
                    .filter(Reasoned.class::isInstance)
                    .map(Reasoned.class::cast)
                    .toList();
        }

        List<ToolCall> calls() {
            return events.stream()
                    .filter(ToolCallRequested.class::isInstance)
                    .map(event -> ((ToolCallRequested) event).call())
                    .toList();
        }

        /** Names and arguments of the calls, without the ids, of which some are ours. */
        List<String> called() {
            return calls().stream()
                    .map(call -> call.name() + " " + call.arguments())
                    .toList();
        }

        Completed end() {
            return (Completed) events.getLast();
        }

        Usage usage() {
            return end().usage();
        }
    }
}
