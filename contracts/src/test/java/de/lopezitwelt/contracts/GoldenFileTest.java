package de.lopezitwelt.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.RecordContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shipped events stay on topics for good: today's records and schemas must read every one of them. */
class GoldenFileTest {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @MethodSource("de.lopezitwelt.contracts.ContractFiles#events")
    void everyFormEverShippedIsStillRead(Class<? extends Record> event) throws IOException {
        ContractFiles.writeIfMissing(ContractFiles.firstGolden(event), SampleEvents.of(event));
        Schema schema = SCHEMAS.getSchema(Files.readString(ContractFiles.schema(event)));

        assertThat(ContractFiles.golden(event)).isNotEmpty();
        for (Path golden : ContractFiles.golden(event)) {
            JsonNode shipped = ContractFiles.read(golden);
            assertThat(schema.validate(Files.readString(golden), InputFormat.JSON))
                    .as("%s against the schema", golden)
                    .isEmpty();
            assertThat(replayed(event, shipped))
                    .as("%s read and written again", golden)
                    .containsAllEntriesOf(fields(shipped));
        }
    }

    private static <T extends Record> Map<String, JsonNode> replayed(Class<T> event, JsonNode shipped)
            throws IOException {
        T read = RecordContract.of(event).verified(EventJson.MAPPER.treeToValue(shipped, event));
        return fields(EventJson.MAPPER.readTree(EventJson.MAPPER.writeValueAsString(read)));
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
