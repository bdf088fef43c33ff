package de.lopezitwelt.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.EventTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Backward-transitive: compared with the schemas of every release, a version may gain optional fields and enum values.
 * Removing a field, requiring it or changing its type needs a new version of the event type.
 */
class CompatibilityTest {
    private static final Path RELEASES = Path.of("src/test/resources/releases");

    @Test
    void todaysSchemasTakeWhatEveryReleaseWrote() throws IOException {
        ContractFiles.writeIfMissing(RELEASES.resolve("1.0.0.json"), current());

        try (Stream<Path> releases = Files.list(RELEASES)) {
            for (Path release : releases.sorted().toList()) {
                assertThat(breaks(ContractFiles.read(release), current()))
                        .as("what breaks readers since %s", release.getFileName())
                        .isEmpty();
            }
        }
    }

    @Test
    void aNewlyRequiredFieldALostFieldAndANarrowedEnumAreBreaks() throws IOException {
        JsonNode before = EventJson.MAPPER.readTree("""
                {"t.v1": {"type": "object", "properties": {"a": {"type": "string", "enum": ["x", "y"]},
                 "b": {"type": "string"}, "c": {"type": "string"}}, "required": ["a"]}}""");
        JsonNode after = EventJson.MAPPER.readTree("""
                {"t.v1": {"type": "object", "properties": {"a": {"type": "string", "enum": ["x"]},
                 "c": {"type": "integer"}, "d": {"type": "string"}}, "required": ["a", "d"]}}""");

        assertThat(breaks(before, after))
                .containsExactlyInAnyOrder(
                        "t.v1.a no longer takes \"y\"",
                        "t.v1.b is gone",
                        "t.v1.c was string, is integer",
                        "t.v1.d is newly required");
    }

    private static JsonNode current() throws IOException {
        ObjectNode schemas = EventJson.MAPPER.createObjectNode();
        for (Class<? extends Record> event : EventCatalog.ALL) {
            schemas.set(EventTypes.of(event).value(), RecordSchemas.of(event));
        }
        return schemas;
    }

    private static List<String> breaks(JsonNode before, JsonNode after) {
        List<String> found = new ArrayList<>();
        before.properties().forEach(type -> {
            if (after.has(type.getKey())) {
                compare(type.getKey(), type.getValue(), after.get(type.getKey()), found);
            } else {
                found.add(type.getKey() + " is gone");
            }
        });
        return found;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<String> found) {
        String was = before.path("type").asText();
        String is = after.path("type").asText();
        if (!was.equals(is) && !is.isEmpty()) {
            found.add(path + " was " + was + ", is " + is);
        }
        before.path("enum").forEach(value -> {
            if (!contains(after.path("enum"), value)) {
                found.add(path + " no longer takes " + value);
            }
        });
        before.path("properties").properties().forEach(field -> {
            JsonNode now = after.path("properties").path(field.getKey());
            if (now.isMissingNode()) {
                found.add(path + "." + field.getKey() + " is gone");
            } else {
                compare(path + "." + field.getKey(), field.getValue(), now, found);
            }
        });
        after.path("required").forEach(field -> {
            if (!contains(before.path("required"), field)) {
                found.add(path + "." + field.asText() + " is newly required");
            }
        });
        if (before.has("items")) {
            compare(path + "[]", before.get("items"), after.path("items"), found);
        }
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        for (JsonNode element : array) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
