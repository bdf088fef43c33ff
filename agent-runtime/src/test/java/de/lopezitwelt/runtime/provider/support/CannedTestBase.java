package de.lopezitwelt.runtime.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

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
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallPiece;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.openai.OpenAiProtocol;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import de.lopezitwelt.runtime.provider.ModelProvider;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Replies made of answers of a provider as they go over the wire. */
public abstract class CannedTestBase {

    private static final Timeouts TIMEOUTS = new Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(60));
    protected static final String DONE = "data: [DONE]\n\n";
    protected static final String STOP =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

    private static Vertx vertx;
    protected static CannedServer server;
    private static ModelProvider openAi;
    private static ModelProvider anthropic;

    @BeforeAll
    protected static void startServer() {
        vertx = Vertx.vertx();
        server = new CannedServer();
        ProviderDefinition definition = FakeUpstream.provider(
                server.port(), TIMEOUTS, 4, 4, HttpVersion.HTTP_1_1, new OutboundAddressPolicy(true, true));
        openAi = new ModelProvider(vertx, Clock.systemUTC(), definition, new OpenAiProtocol());
        anthropic = new ModelProvider(vertx, Clock.systemUTC(), definition, new AnthropicProtocol());
    }

    @AfterAll
    protected static void stopServer() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Has the server answer as a file of the resources says: a status, headers, a blank line, a body. */
    protected static void willAnswerFile(String name) {
        byte[] file = file(name);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int blank = text.indexOf("\n\n");
        int line = text.indexOf('\n');
        server.answers(
                text.substring("HTTP/1.1 ".length(), line).strip() + " said",
                text.substring(line + 1, blank),
                Arrays.copyOfRange(file, blank + 2, file.length));
    }

    public static byte[] file(String name) {
        try (InputStream in = CannedTestBase.class.getResourceAsStream("/provider-cases/" + name)) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    protected static void willStream(String body) {
        server.answers("200 OK", "content-type: text/event-stream", body.getBytes(StandardCharsets.UTF_8));
    }

    protected static void willSay(String status, String json) {
        server.answers(status, "content-type: application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** One event of a stream; single quotes stand for double ones. */
    protected static String event(String json) {
        return "data: " + json.replace('\'', '"') + "\n\n";
    }

    /** A chunk with this delta. */
    protected static String delta(String delta) {
        return event("{'choices':[{'index':0,'delta':" + delta + "}]}");
    }

    /** Long replies are not cut off. */
    private static ModelRequest request() {
        return ModelCallTestBase.request(true).continued(List.of(), 0, 5_000, ToolChoice.AUTO);
    }

    protected static Multi<ReplyEvent> call() {
        return openAi.model(FakeUpstream.model()).stream(request());
    }

    protected static Multi<ReplyEvent> callAnthropic() {
        return anthropic.model(FakeUpstream.model()).stream(request());
    }

    protected static Said said() {
        return said(call());
    }

    protected static Said said(Multi<ReplyEvent> call) {
        return new Said(call.collect().asList().await().atMost(Duration.ofSeconds(60)));
    }

    protected static ModelFailure failure() {
        return ModelCallTestBase.failure(call());
    }

    /** What came of a call. */
    public record Said(List<ReplyEvent> events) {

        /** What was shown of calls while they came must be the calls, whatever the dialect. */
        public Said {
            Map<Integer, String> shown = new TreeMap<>();
            for (ReplyEvent event : events) {
                if (event instanceof ToolCallPiece piece) {
                    String start = shown.getOrDefault(piece.index(), piece.id() + " " + piece.name() + " ");
                    assertThat(start).startsWith(piece.id() + " " + piece.name() + " ");
                    shown.put(piece.index(), start + piece.arguments());
                }
            }
            assertThat(shown.values())
                    .containsExactlyElementsOf(events.stream()
                            .filter(ToolCallRequested.class::isInstance)
                            .map(event -> ((ToolCallRequested) event).call())
                            .map(call -> call.id() + " " + call.name() + " " + call.arguments())
                            .toList());
        }

        public String text() {
            return ModelCallTestBase.text(events);
        }

        public String thought() {
            return events.stream()
                    .filter(ReasoningDelta.class::isInstance)
                    .map(event -> ((ReasoningDelta) event).text())
                    .collect(Collectors.joining());
        }

        public List<Reasoned> reasoned() {
            return events.stream()
                    .filter(Reasoned.class::isInstance)
                    .map(Reasoned.class::cast)
                    .toList();
        }

        public List<ToolCall> calls() {
            return events.stream()
                    .filter(ToolCallRequested.class::isInstance)
                    .map(event -> ((ToolCallRequested) event).call())
                    .toList();
        }

        /** Names and arguments of the calls, without the ids, of which some are ours. */
        public List<String> called() {
            return calls().stream()
                    .map(call -> call.name() + " " + call.arguments())
                    .toList();
        }

        public Completed end() {
            return (Completed) events.getLast();
        }

        public Usage usage() {
            return end().usage();
        }
    }
}
