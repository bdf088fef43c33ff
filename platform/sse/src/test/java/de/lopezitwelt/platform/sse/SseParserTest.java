package de.lopezitwelt.platform.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {

    private static final String STREAM = ": hello\n\n" + "event: x\ndata: one\nid: 7\n\n" + "data:two\n\n"
            + "data: a\ndata: b\ndata:\n\n" + "data\n\n" + "retry: 10\n\n" + "datax: no\n\n" + "data: ü🌍\n\n"
            + "data:  two spaces\n\n" + "data: [DONE]\n\n" + "data: never ended\n";

    private static final List<String> EVENTS = List.of("one", "two", "a\nb\n", "", "ü🌍", " two spaces", "[DONE]");

    private static List<String> parse(byte[] bytes, int... cuts) {
        List<String> events = new ArrayList<>();
        SseParser parser = new SseParser(1_000, (data, from, length) -> {
            events.add(new String(data, from, length, StandardCharsets.UTF_8));
            return true;
        });
        int from = 0;
        for (int cut : cuts) {
            parser.feed(bytes.clone(), from, cut);
            from = cut;
        }
        parser.feed(bytes, from, bytes.length);
        return events;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyCutGivesTheSameEvents(String lineEnd) {
        byte[] bytes = STREAM.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                assertThat(parse(bytes, first, second)).isEqualTo(EVENTS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void singleBytesGiveTheSameEvents(String lineEnd) {
        byte[] bytes = STREAM.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
        int[] cuts = new int[bytes.length];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = i;
        }
        assertThat(parse(bytes, cuts)).isEqualTo(EVENTS);
    }

    @Test
    void aByteOrderMarkIsSkipped() {
        byte[] bytes = "\ufeffdata: x\n\n".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(parse(bytes, cut)).containsExactly("x");
        }
    }

    @Test
    void randomBytesNeitherFailNorGrow() {
        Random random = new Random(42);
        String alphabet = "data: \n\r{}x";
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(4) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
            int cut = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            assertThat(parse(bytes, cut)).isEqualTo(parse(bytes));
        }
    }

    @Test
    void oversizedEventsAreRefusedHoweverTheyArrive() {
        byte[] line = ("data: " + "x".repeat(2_000) + "\n\n").getBytes(StandardCharsets.UTF_8);
        byte[] lines = ("data: " + "x".repeat(300) + "\n").repeat(4).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> parse(line)).isInstanceOf(OversizedEvent.class);
        assertThatThrownBy(() -> parse(line, 500, 1_500)).isInstanceOf(OversizedEvent.class);
        assertThatThrownBy(() -> parse(lines)).isInstanceOf(OversizedEvent.class);
    }

    @Test
    void nothingIsHandedOnAfterTheSinkHasEnough() {
        List<String> events = new ArrayList<>();
        SseParser parser = new SseParser(1_000, (data, from, length) -> {
            events.add(new String(data, from, length, StandardCharsets.UTF_8));
            return false;
        });
        byte[] bytes = "data: a\n\ndata: b\n\n".getBytes(StandardCharsets.UTF_8);
        parser.feed(bytes, 0, bytes.length);
        parser.feed(bytes, 0, bytes.length);

        assertThat(events).containsExactly("a");
    }

    @Test
    void eventsHaveTheirNamesWhereverTheNetworkCuts() {
        byte[] bytes = "event: error\ndata: a\n\ndata: b\n\ndata: c\nevent:last\n\nevent: unused\n\ndata: d\n\n"
                .getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            List<String> events = new ArrayList<>();
            SseParser[] parser = new SseParser[1];
            parser[0] = new SseParser(1_000, (data, from, length) -> {
                assertThat(parser[0].named(parser[0].name()))
                        .isEqualTo(!parser[0].name().equals("message"));
                return events.add(parser[0].name() + "=" + new String(data, from, length, StandardCharsets.UTF_8));
            });
            parser[0].feed(bytes, 0, cut);
            parser[0].feed(bytes, cut, bytes.length);

            assertThat(events).containsExactly("error=a", "message=b", "last=c", "message=d");
        }
    }

    @Test
    void theEndCompletesAnEventOnlyWhenAsked() {
        for (String cut : List.of("data: x", "data: x\n", "data: x\r")) {
            byte[] bytes = cut.getBytes(StandardCharsets.UTF_8);
            List<String> events = new ArrayList<>();
            SseParser parser = new SseParser(1_000, (data, from, length) -> {
                events.add(new String(data, from, length, StandardCharsets.UTF_8));
                return true;
            });
            parser.feed(bytes, 0, bytes.length);
            assertThat(events).isEmpty();

            parser.end();

            assertThat(events).containsExactly("x");
        }
    }

    @Test
    void bareJsonBetweenEventsIsHandedOnAsSuch() {
        List<String> stray = new ArrayList<>();
        SseParser parser = new SseParser(1_000, new SseParser.Sink() {
            @Override
            public boolean event(byte[] bytes, int from, int length) {
                return true;
            }

            @Override
            public boolean strayJson(byte[] bytes, int from, int length) {
                return stray.add(new String(bytes, from, length, StandardCharsets.UTF_8));
            }
        });
        byte[] bytes = "data: a\n\n{\"error\":1}\n\nnonsense\n{2}\n".getBytes(StandardCharsets.UTF_8);
        parser.feed(bytes, 0, bytes.length);

        assertThat(stray).containsExactly("{\"error\":1}", "{2}");
    }
}
