package de.lopezitwelt.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonSchemaTest {

    @ParameterizedTest
    @MethodSource("de.lopezitwelt.contracts.ContractFiles#events")
    void schemaFileSaysWhatTheRecordSays(Class<? extends Record> event) throws IOException {
        JsonNode schema = RecordSchemas.of(event);
        ContractFiles.writeIfMissing(ContractFiles.schema(event), schema);

        assertThat(ContractFiles.read(ContractFiles.schema(event))).isEqualTo(schema);
    }

    @Test
    void eachTypeHasOneRecordAndEachFileARecord() throws IOException {
        List<String> types = ContractFiles.events()
                .map(event -> EventTypes.of(event).value())
                .toList();

        assertThat(types).doesNotHaveDuplicates().allMatch(type -> type.matches("de\\.lopezitwelt\\.[a-z.-]+\\.v\\d+"));
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/schemas"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".schema.json", "")))
                    .containsExactlyInAnyOrderElementsOf(types);
        }
    }
}
