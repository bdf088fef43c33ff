package de.lopezitwelt.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static final List<String> KEYS = List.of("a", "content", "index", "tool_calls", "ü", "x\"y");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonReader reader(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new JsonReader(FieldNames.of(KEYS.toArray(String[]::new))).read(bytes, 0, bytes.length);
    }

    /** Reads everything, as a tree to compare with. */
    private static JsonNode tree(JsonReader json) {
        return switch (json.kind()) {
            case OBJECT -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                json.enterObject();
                for (String field = json.nextField(); field != null; field = json.nextField()) {
                    object.set(field, tree(json));
                }
                yield object;
            }
            case ARRAY -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                json.enterArray();
                while (json.nextElement()) {
                    array.add(tree(json));
                }
                yield array;
            }
            case STRING -> JsonNodeFactory.instance.textNode(json.text());
            case NUMBER -> JsonNodeFactory.instance.numberNode(Integer.parseInt(String.valueOf(json.text())));
            case TRUE, FALSE -> JsonNodeFactory.instance.booleanNode(json.raw().equals("true"));
            default -> {
                json.skip();
                yield JsonNodeFactory.instance.nullNode();
            }
        };
    }

    private static JsonNode random(Random random, int depth) {
        return switch (random.nextInt(depth > 5 ? 4 : 6)) {
            case 0 -> JsonNodeFactory.instance.textNode(text(random));
            case 1 -> JsonNodeFactory.instance.numberNode(random.nextInt());
            case 2 -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case 3 -> JsonNodeFactory.instance.nullNode();
            case 4 -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(random(random, depth + 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(KEYS.get(random.nextInt(KEYS.size())), random(random, depth + 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 0, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void anyJsonIsReadAsJacksonReadsIt() throws IOException {
        Random random = new Random(42);
        for (int round = 0; round < 5_000; round++) {
            JsonNode value = random(random, 0);
            String json = random.nextBoolean()
                    ? value.toString()
                    : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
            JsonReader reader = reader(json);

            assertThat(tree(reader)).isEqualTo(JSON.readTree(json));
            assertThat(reader.atEnd()).isTrue();
        }
    }

    @Test
    void damagedJsonIsUnreadableAtWorst() {
        Random random = new Random(5);
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = random(random, 0).toString().getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            JsonReader reader =
                    new JsonReader(FieldNames.of("a", "content")).read(bytes, 0, random.nextInt(bytes.length + 1));
            try {
                readAll(reader);
            } catch (UnreadableJson damaged) {
                // one of the two things that may happen
            }
        }
    }

    private static void readAll(JsonReader json) {
        switch (json.kind()) {
            case OBJECT -> {
                json.enterObject();
                for (String field = json.nextField(); field != null; field = json.nextField()) {
                    readAll(json);
                }
            }
            case ARRAY -> {
                json.enterArray();
                while (json.nextElement()) {
                    readAll(json);
                }
            }
            case STRING -> json.text();
            case NUMBER -> json.count();
            default -> json.skip();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[{}]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "{\"deep\":{\"a\":[1,{\"b\":\"}]\\\"\"}]}}",
                "NaN",
                "-Infinity",
                "1e999999",
                "00012",
                "+1.",
                "0x7f",
                "None",
                "True",
                "undefined",
                "\"\u0001 raw control\"",
                "\"bad \\x escape\""
            })
    void whatNobodyAsksForMayBeOdd(String odd) {
        JsonReader json = reader("{\"x\":" + odd + ", \"content\" : \"found\",}");
        json.enterObject();

        assertThat(json.nextField()).isEqualTo(FieldNames.OTHER);
        json.skip();
        assertThat(json.nextField()).isEqualTo("content");
        assertThat(json.text()).isEqualTo("found");
        assertThat(json.nextField()).isNull();
    }

    @Test
    void depthIsNoMatter() {
        JsonReader json = reader("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + ",\"a\":1}");
        json.enterObject();
        json.nextField();
        json.skip();

        assertThat(json.nextField()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "17, 17",
        "17.9, 17",
        "'\"17\"', 17",
        "1.7e1, 17",
        "2e9, 2000000000",
        "2147483647, 2147483647",
        "2147483648, -1",
        "99999999999999999999999999, -1",
        "-1, -1",
        "1e400, -1",
        "'\"\"', -1",
        "'\"many\"', -1",
        "null, -1",
        "true, -1",
        "'[1]', -1",
        "NaN, -1"
    })
    void countsAreReadLeniently(String value, int count) {
        assertThat(reader(value).count()).isEqualTo(count);
    }

    @Test
    void escapedNamesAreKnown() {
        JsonReader json = reader("{\"c\\u006fntent\":1}");
        json.enterObject();

        assertThat(json.nextField()).isEqualTo("content");
    }

    @Test
    void rawGivesAValueAsItStands() {
        assertThat(reader(" {\"a\": [1, \"ü\"]} ").raw()).isEqualTo("{\"a\": [1, \"ü\"]}");
        assertThat(reader("\"x\\ny\"").raw()).isEqualTo("x\ny");
        assertThat(reader("12.50 ").raw()).isEqualTo("12.50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "{\"a\"", "{\"a\":\"", "{a:1}", "{\"a\" 1}", "{", "{\"a\":[1}"})
    void whatBreaksOffOrHasNoStructureIsUnreadable(String json) {
        assertThatThrownBy(() -> readAll(reader(json))).isInstanceOf(UnreadableJson.class);
    }
}
