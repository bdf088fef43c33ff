package de.lopezitwelt.runtime.provider.fuzz;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages streams: bytes, ranges, whole events, and words that mean something to a reader. */
public final class StreamMutator {

    private static final int LONGEST = 32 * 1024;
    private static final byte[] TELLING =
            "\"\\{}[]:,\n\r \t0123456789-+.eEuNtfnd\0".getBytes(StandardCharsets.US_ASCII);
    private static final List<byte[]> WORDS = List.of(
                    "data: ",
                    "data:\n\n",
                    "\n\n",
                    "\r\n\r\n",
                    "\r",
                    "event: error\n",
                    "event: ping\n",
                    ": x\n\n",
                    "data: [DONE]\n\n",
                    "\"index\":",
                    "\"content\":",
                    "\"delta\":{",
                    "\"message\":{\"content\":\"",
                    "\"choices\":[",
                    "\"tool_calls\":[{",
                    "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}",
                    "\"arguments\":{",
                    "\"id\":\"\"",
                    "\"name\":null",
                    "\"finish_reason\":\"stop\"",
                    "\"error\":{}",
                    "\"error\":\"x\"",
                    "\"usage\":{\"prompt_tokens\":",
                    "\"reasoning\":\"",
                    "\"reasoning_details\":[{",
                    "\"refusal\":\"",
                    "\"type\":\"thinking\",",
                    "\"partial_json\":\"{",
                    "\"signature\":\"",
                    "<think>",
                    "</think>",
                    "null",
                    "true",
                    "1e999",
                    "-1",
                    "99999999999999999999",
                    "\\ud83d",
                    "\\udf0d",
                    "\\u12",
                    "\\",
                    "\u00e9",
                    "\ud83c\udf0d",
                    "\ufeff",
                    "[[[[[[[[",
                    "{{{{",
                    "]]]]",
                    "}}}}")
            .stream()
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();

    private static final List<byte[]> KEEP_ALIVE = List.of(
                    "data:\n\n",
                    "data: \n\n",
                    ": ping\n\n",
                    ":\r\n",
                    "\n",
                    "event: ping\ndata: {}\n\n",
                    "data: null\n\n",
                    "data: {\"choices\":[]}\n\n",
                    "retry: 1\n\n",
                    "id: \u00e9\n\n",
                    "data: {\"type\":\"ping\"}\n\n")
            .stream()
            .map(line -> line.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final List<byte[]> seeds;
    private final Random random;

    public StreamMutator(List<byte[]> seeds, Random random) {
        this.seeds = seeds;
        this.random = random;
    }

    /** A stream that says these texts, with damage everywhere but in them. */
    public byte[] around(List<String> texts) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (String text : texts) {
            keepAlive(stream);
            stream.writeBytes(("data:" + (random.nextBoolean() ? " " : "") + "{").getBytes(StandardCharsets.US_ASCII));
            junkFields(stream);
            stream.writeBytes(ascii("\"choices\":[{"));
            junkFields(stream);
            stream.writeBytes(ascii("\"delta\":{"));
            junkFields(stream);
            stream.writeBytes(
                    ("\"content\":" + JsonNodeFactory.instance.textNode(text)).getBytes(StandardCharsets.UTF_8));
            stream.writeBytes(ascii(random.nextBoolean() ? "}}]}" : ",\"x\":null},\"finish_reason\":null}],\"y\":[]}"));
            stream.writeBytes(ascii(lineEnd()));
        }
        keepAlive(stream);
        stream.writeBytes(ascii("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}" + lineEnd()));
        keepAlive(stream);
        stream.writeBytes(ascii("data: [DONE]" + lineEnd()));
        return stream.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String lineEnd() {
        return switch (random.nextInt(4)) {
            case 0 -> "\r\n\r\n";
            case 1 -> "\n\n\n";
            default -> "\n\n";
        };
    }

    private void keepAlive(ByteArrayOutputStream stream) {
        for (int left = random.nextInt(3); left > 0; left--) {
            stream.writeBytes(KEEP_ALIVE.get(random.nextInt(KEEP_ALIVE.size())));
        }
    }

    /** Fields that nobody needs, with values of bytes that mean nothing. */
    private void junkFields(ByteArrayOutputStream stream) {
        for (int left = random.nextInt(3); left > 0; left--) {
            stream.writeBytes(ascii("\"junk" + random.nextInt(9) + "\":"));
            switch (random.nextInt(4)) {
                case 0 -> junkText(stream);
                case 1 -> {
                    int depth = random.nextInt(20);
                    stream.writeBytes(ascii("[".repeat(depth) + "1e999" + "]".repeat(depth)));
                }
                case 2 -> {
                    stream.writeBytes(ascii("{\"content\":"));
                    junkText(stream);
                    stream.writeBytes(ascii("}"));
                }
                default ->
                    stream.writeBytes(ascii(List.of("null", "NaN", "-0", "007", "tru", "1.2.3", "\"\"")
                            .get(random.nextInt(7))));
            }
            stream.write(',');
        }
    }

    private void junkText(ByteArrayOutputStream stream) {
        stream.write('"');
        for (int left = random.nextInt(20); left > 0; left--) {
            int junk = random.nextInt(256);
            stream.write(junk == '"' || junk == '\\' || junk == '\n' || junk == '\r' ? '?' : junk);
        }
        stream.writeBytes(ascii(List.of("\"", "\\ud83d\"", "\\u1\"", "\\\"\"").get(random.nextInt(4))));
    }

    /** A damaged copy of a seed; sometimes the seed itself. */
    public byte[] next(byte[] seed) {
        byte[] stream = seed.clone();
        for (int left = random.nextInt(6); left > 0 && stream.length > 0; left--) {
            stream = mutated(stream);
        }
        return stream.length <= LONGEST ? stream : part(stream, 0, LONGEST);
    }

    private byte[] mutated(byte[] stream) {
        int at = random.nextInt(stream.length);
        int length = 1 + random.nextInt(random.nextInt(8) == 0 ? 400 : 8);
        int end = Math.min(stream.length, at + length);
        return switch (random.nextInt(10)) {
            case 0 -> {
                stream[at] ^= (byte) (1 << random.nextInt(8));
                yield stream;
            }
            case 1 -> {
                stream[at] = (byte) random.nextInt(256);
                yield stream;
            }
            case 2, 3 -> {
                stream[at] = TELLING[random.nextInt(TELLING.length)];
                yield stream;
            }
            case 4 -> joined(part(stream, 0, at), part(stream, end, stream.length));
            case 5 -> joined(part(stream, 0, end), part(stream, at, stream.length));
            case 6, 7 ->
                joined(part(stream, 0, at), WORDS.get(random.nextInt(WORDS.size())), part(stream, at, stream.length));
            case 8 -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                int from = random.nextInt(other.length);
                yield joined(part(stream, 0, at), part(other, from, other.length));
            }
            default -> eventMoved(stream);
        };
    }

    private byte[] eventMoved(byte[] stream) {
        String[] events = new String(stream, StandardCharsets.ISO_8859_1).split("\n\n", -1);
        int one = random.nextInt(events.length);
        int other = random.nextInt(events.length);
        String kept = events[one];
        if (random.nextBoolean()) {
            events[one] = events[other];
        }
        events[other] = kept;
        return String.join("\n\n", events).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] part(byte[] stream, int from, int to) {
        return Arrays.copyOfRange(stream, from, to);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
