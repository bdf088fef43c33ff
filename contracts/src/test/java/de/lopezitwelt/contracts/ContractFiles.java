package de.lopezitwelt.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.EventTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The paths of schemas and golden files. {@code -Dcontracts.write} writes missing files and never replaces one. */
final class ContractFiles {
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private ContractFiles() {}

    static Stream<Class<? extends Record>> events() {
        return EventCatalog.ALL.stream();
    }

    static Path schema(Class<? extends Record> event) {
        return SCHEMAS.resolve(EventTypes.of(event).value() + ".schema.json");
    }

    /** {@code <type>.<n>.json}, one for each form that was ever shipped, oldest first. */
    static List<Path> golden(Class<? extends Record> event) throws IOException {
        String prefix = EventTypes.of(event).value() + ".";
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    static Path firstGolden(Class<? extends Record> event) {
        return GOLDEN.resolve(EventTypes.of(event).value() + ".1.json");
    }

    static JsonNode read(Path file) throws IOException {
        return EventJson.MAPPER.readTree(file.toFile());
    }

    static void writeIfMissing(Path file, Object content) throws IOException {
        if (System.getProperty("contracts.write") != null && !Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, EventJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
        }
    }
}
