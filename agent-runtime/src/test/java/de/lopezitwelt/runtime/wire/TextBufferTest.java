package de.lopezitwelt.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextBufferTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static String decoded(byte[] inside) {
        TextBuffer text = new TextBuffer();
        text.appendEscaped(inside, 0, inside.length);
        return text.take(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "Grüße 🌍", "\"\\/\b\f\n\r\t", "\u0000\u001f", "日本語", "a🌍b🌍", "\ud7ff\ue000\uffff"
            })
    void whatJacksonWritesIsReadBack(String text) throws IOException {
        for (boolean ascii : new boolean[] {false, true}) {
            ObjectMapper mapper = ascii
                    ? JSON.copy().configure(com.fasterxml.jackson.core.JsonGenerator.Feature.ESCAPE_NON_ASCII, true)
                    : JSON;
            byte[] quoted = mapper.writeValueAsBytes(text);
            TextBuffer buffer = new TextBuffer();

            int size = buffer.appendEscaped(quoted, 1, quoted.length - 1);

            assertThat(size).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
            assertThat(buffer.take(true)).isEqualTo(text);
        }
    }

    @Test
    void validUtf8OfAnyKindIsReadAsTheJdkReadsIt() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = random.ints(random.nextInt(12), 0x20, 0x110000)
                    .filter(code -> code != '\\' && (code < 0xd800 || code > 0xdfff))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(decoded(bytes)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void damagedBytesSpoilNothingButThemselves() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = "Grüße an 🌍 und 日本".getBytes(StandardCharsets.UTF_8);
            int damaged = random.nextInt(bytes.length);
            bytes[damaged] = (byte) (0x80 + random.nextInt(128));

            String text = decoded(bytes);

            String before =
                    new String(bytes, 0, Math.max(0, damaged - 3), StandardCharsets.UTF_8).replace("\ufffd", "");
            assertThat(text).startsWith(before).endsWith(damaged < bytes.length - 9 ? "本" : "");
            assertThat(text.chars().filter(c -> Character.isSurrogate((char) c)).count() % 2)
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\\ud83d', '\ufffd'",
        "'\\udf0d', '\ufffd'",
        "'a\\ud83db', 'a\ufffdb'",
        "'\\ud83d\\ud83c\\udf0d', '\ufffd\uD83C\uDF0D'",
        "'\\uzzzz', '\ufffdzzzz'",
        "'\\u12', '\ufffd12'",
        "'\\q', 'q'",
        "'\\', '\ufffd'",
        "'\\ud83c\\udf0d', '\uD83C\uDF0D'"
    })
    void oddEscapesAndHalfPairsBecomeReplacements(String inside, String text) {
        assertThat(decoded(inside.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void aPairMayComeInTwoPiecesAndInCesu8() {
        TextBuffer text = new TextBuffer();
        byte[] half = "a\\ud83c".getBytes(StandardCharsets.UTF_8);
        text.appendEscaped(half, 0, half.length);

        assertThat(text.take(false)).isEqualTo("a");

        byte[] other = "\\udf0d!".getBytes(StandardCharsets.UTF_8);
        text.appendEscaped(other, 0, other.length);

        assertThat(text.take(false)).isEqualTo("\ud83c\udf0d!");
        assertThat(decoded(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0xbc, (byte) 0xed, (byte) 0xbc, (byte) 0x8d}))
                .isEqualTo("\ud83c\udf0d");
    }

    @Test
    void halfAPairAtTheEndStaysAlone() {
        TextBuffer text = new TextBuffer();
        text.append("a\ud83c");

        assertThat(text.take(false)).isEqualTo("a");
        assertThat(text.take(true)).isEqualTo("\ufffd");
        assertThat(text.isEmpty()).isTrue();
    }
}
