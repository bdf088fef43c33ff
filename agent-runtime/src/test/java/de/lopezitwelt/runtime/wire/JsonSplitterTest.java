package de.lopezitwelt.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSplitterTest {

    private static final String FIRST = "{\"a\":\"}\\\"{\\\\\"}";
    private static final String SECOND = "{\n \"b\": [{}, {\"c\": 1}]\n}";

    @ParameterizedTest
    @ValueSource(strings = {"%s\n%s\n", "[%s,%s]", "  %s%s", "%s\r\n\r\n%s", "[\n%s\n,\n%s\n]\n", "%s,%s"})
    void objectsAreFoundWhateverStandsBetweenAndWhereverTheNetworkCuts(String form) {
        byte[] bytes = form.formatted(FIRST, SECOND).getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                List<String> objects = new ArrayList<>();
                JsonSplitter splitter = splitter(1_000, objects);
                splitter.feed(bytes, 0, first);
                splitter.feed(bytes, first, second);
                splitter.feed(bytes, second, bytes.length);

                assertThat(objects).containsExactly(FIRST, SECOND);
            }
        }
    }

    private static JsonSplitter splitter(int maxBytes, List<String> objects) {
        return new JsonSplitter(
                maxBytes,
                (bytes, from, length) -> objects.add(new String(bytes, from, length, StandardCharsets.UTF_8)));
    }

    @Test
    void anObjectThatIsTooLargeEndsIt() {
        List<String> objects = new ArrayList<>();
        byte[] large = ("{\"a\":\"" + "x".repeat(100) + "\"}{}").getBytes(StandardCharsets.UTF_8);

        assertThat(splitter(50, objects).feed(large, 0, large.length)).isFalse();
        JsonSplitter byPieces = splitter(50, objects);
        assertThat(byPieces.feed(large, 0, 40)).isTrue();
        assertThat(byPieces.feed(large, 40, large.length)).isFalse();
        byPieces.feed(large, 0, large.length);
        assertThat(objects).isEmpty();
    }

    @Test
    void anObjectThatNeverEndsIsNotHandedOn() {
        List<String> objects = new ArrayList<>();
        byte[] open = "{\"a\":{".getBytes(StandardCharsets.UTF_8);

        assertThat(splitter(50, objects).feed(open, 0, open.length)).isTrue();
        assertThat(objects).isEmpty();
    }
}
