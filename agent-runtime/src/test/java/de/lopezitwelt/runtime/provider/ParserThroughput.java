package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.platform.sse.SseParser;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.openai.OpenAiProtocol;
import de.lopezitwelt.runtime.provider.support.FakeUpstream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Measures SSE and JSON parsing of a 50-chunk reply on one thread. Run by hand; no test, since it is timed. */
final class ParserThroughput {

    private static final int CHUNKS = 50;
    private static final int NETWORK_READ = 1_400;

    private ParserThroughput() {}

    public static void main(String[] arguments) {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < CHUNKS; i++) {
            stream.append(
                    "data: {\"id\":\"chatcmpl-9x8y7z\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
                            + "\"model\":\"gpt-4o\",\"system_fingerprint\":\"fp_1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                            + "\" token\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n");
        }
        stream.append(FakeUpstream.finish("stop"))
                .append(FakeUpstream.usage(10, CHUNKS))
                .append("data: [DONE]\n\n");
        byte[] bytes = stream.toString().getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5; round++) {
            measure("one read a reply  ", bytes, bytes.length);
            measure("reads of 1400 byte", bytes, NETWORK_READ);
            measure("a read a chunk    ", bytes, bytes.length / (CHUNKS + 3));
        }
    }

    private static void measure(String name, byte[] bytes, int read) {
        long start = System.nanoTime();
        int replies = 0;
        long characters = 0;
        while (System.nanoTime() - start < Duration.ofSeconds(1).toNanos()) {
            ReplyAssembly assembly = new ReplyAssembly();
            Protocol.EventReader chunks = new OpenAiProtocol().reader(assembly);
            SseParser events = new SseParser(1 << 20, (data, from, length) -> {
                chunks.read(data, from, length);
                return !assembly.ended();
            });
            for (int at = 0; at < bytes.length; at += read) {
                events.feed(bytes, at, Math.min(bytes.length, at + read));
                characters += assembly.next(false) instanceof TextDelta delta
                        ? delta.text().length()
                        : 0;
            }
            replies++;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s %,.0f replies/s  %.2f µs a chunk  (%d characters each)%n",
                name, replies / seconds, seconds * 1e6 / replies / (CHUNKS + 3), characters / replies);
    }
}
