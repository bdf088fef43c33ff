package de.lopezitwelt.runtime.provider;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.sse.OversizedEvent;
import de.lopezitwelt.runtime.anthropic.AnthropicProtocol;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.ReasoningDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallPiece;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.openai.OpenAiProtocol;
import de.lopezitwelt.runtime.provider.support.CannedTestBase;
import de.lopezitwelt.runtime.provider.support.StreamMutator;
import de.lopezitwelt.runtime.provider.support.StrictReading;
import de.lopezitwelt.runtime.wire.UnreadableJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Streams that were damaged at random. Reading one throws nothing but what says that the reply failed, ends, and comes to
 * the same however the network cuts it; and where a strict reader knows the text, it is the same text. {@code
 * -Dlopez.fuzz.streams=10000000} reads ten million instead of a few thousand, {@code -Dlopez.fuzz.seed} begins elsewhere.
 */
class StreamFuzzTest {

    private static final int FEW = 5_000;
    private static final long LONGEST_NANOS = Duration.ofSeconds(20).toNanos();
    private static final List<Protocol> PROTOCOLS = List.of(new OpenAiProtocol(), new AnthropicProtocol());

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        Stream.of(
                        "ct_plain",
                        "empty_data",
                        "magistral",
                        "message_field",
                        "reasoning_only",
                        "think",
                        "tool_args_object",
                        "tool_index0_parallel",
                        "tool_name_repeat",
                        "tool_reasoning",
                        "tool_sig",
                        "two_choices",
                        "anthropic_thinking",
                        "anthropic_tool",
                        "openrouter",
                        "plain_text")
                .forEach(name -> {
                    byte[] file = CannedTestBase.file(name + ".http");
                    String text = new String(file, StandardCharsets.ISO_8859_1);
                    seeds.add(Arrays.copyOfRange(file, text.indexOf("\n\n") + 2, file.length));
                });
        return seeds;
    }

    /** What came of reading a stream. */
    private record Outcome(
            String text,
            String thought,
            List<String> calls,
            @Nullable Reasoning reasoning,
            Usage usage,
            boolean begun,
            boolean ended,
            String failure) {}

    private static Outcome read(Protocol protocol, byte[] stream, @Nullable Random cuts) {
        ReplyAssembly reply = new ReplyAssembly();
        AnswerBody body = new AnswerBody(protocol.reader(reply), reply);
        StringBuilder text = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        String failure = "";
        try {
            int at = 0;
            while (at < stream.length && !reply.ended() && reply.failure() == null) {
                int length = cuts == null ? stream.length : 1 + cuts.nextInt(cuts.nextBoolean() ? 4 : 200);
                int to = Math.min(stream.length, at + length);
                body.feed(Buffer.buffer(Arrays.copyOfRange(stream, at, to)));
                at = to;
                if (cuts != null) {
                    take(reply, false, text, thought);
                }
            }
            if (!reply.ended() && reply.failure() == null) {
                body.end();
            }
        } catch (ModelFailure known) {
            failure = known.kind().code();
        } catch (UnreadableJson | OversizedEvent known) {
            failure = "unreadable";
        }
        if (failure.isEmpty() && reply.failure() != null) {
            failure = reply.failure().kind().code();
        }
        List<String> calls = new ArrayList<>();
        List<ToolCall> complete = List.of();
        try {
            complete = reply.toolCalls();
            complete.forEach(call -> calls.add(call.name() + call.arguments() + call.extra()));
        } catch (ModelFailure nameless) {
            calls.add(nameless.kind().code());
        }
        Usage usage = reply.usage(10, complete);
        take(reply, true, text, thought);
        return new Outcome(
                text.toString(),
                thought.toString(),
                calls,
                reply.thoughts(),
                usage,
                reply.begun(),
                reply.ended(),
                failure + reply.finishReason());
    }

    private static void take(ReplyAssembly reply, boolean complete, StringBuilder text, StringBuilder thought) {
        for (ReplyEvent event = reply.next(complete); event != null; event = reply.next(complete)) {
            switch (event) {
                case TextDelta delta -> text.append(delta.text());
                case ReasoningDelta delta -> thought.append(delta.text());
                case ToolCallPiece piece -> {}
                default -> throw new IllegalStateException("neither said nor thought");
            }
        }
        if (complete && reply.hasMore()) {
            throw new IllegalStateException("something was left behind");
        }
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>(List.of("A"));
        for (int left = random.nextInt(4); left > 0; left--) {
            texts.add(random.ints(1 + random.nextInt(12), 1, 0x11000)
                    .map(c -> c >= 0xd800 && c < 0xe000 ? c + 0x10000 : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        return texts;
    }

    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    @Test
    void damagedStreamsAreReadToAnEndAndTextThatIsUndamagedStaysTheSame() {
        long streams = Long.getLong("lopez.fuzz.streams", FEW);
        long seed = Long.getLong("lopez.fuzz.seed", 1);
        List<byte[]> seeds = seeds();
        long strictlyRead = 0;
        for (long number = seed; number < seed + streams; number++) {
            Random random = new Random(number);
            StreamMutator mutator = new StreamMutator(seeds, random);
            List<String> texts = random.nextInt(4) == 0 ? texts(random) : List.of();
            byte[] stream =
                    texts.isEmpty() ? mutator.next(seeds.get(random.nextInt(seeds.size()))) : mutator.around(texts);
            Protocol protocol = PROTOCOLS.get(texts.isEmpty() && random.nextInt(8) == 0 ? 1 : 0);
            long before = System.nanoTime();
            Outcome whole;
            Outcome cut;
            try {
                whole = read(protocol, stream, null);
                cut = read(protocol, stream, random);
            } catch (RuntimeException | Error thrown) {
                throw new AssertionError(describe(number, protocol, stream), thrown);
            }
            if (!cut.equals(whole)
                    || System.nanoTime() - before > LONGEST_NANOS
                    || !wellFormed(whole.text() + whole.thought() + whole.calls())
                    || whole.usage().promptTokens() < 0
                    || whole.usage().completionTokens() < 0) {
                throw new AssertionError(describe(number, protocol, stream) + "\n" + whole + "\n" + cut);
            }
            String strict = protocol instanceof OpenAiProtocol ? StrictReading.textOf(stream) : null;
            strict = texts.isEmpty() ? strict : String.join("", texts);
            if (strict != null) {
                strictlyRead++;
                if (!whole.text().equals(strict) || !whole.ended()) {
                    throw new AssertionError(describe(number, protocol, stream) + "\n" + strict + "\n" + whole);
                }
            }
        }
        assertThat(strictlyRead).isGreaterThan(streams / 10);
        System.out.println("streams read: " + streams + ", with a known text: " + strictlyRead);
    }

    private static String describe(long number, Protocol protocol, byte[] stream) {
        return "stream " + number + " of " + protocol.getClass().getSimpleName() + ": "
                + Base64.getEncoder().encodeToString(stream);
    }
}
