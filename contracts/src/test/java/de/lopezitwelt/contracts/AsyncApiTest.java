package de.lopezitwelt.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.lopezitwelt.contracts.topic.TopicCatalog;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.EventTypes;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.persistence.IdGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that docs/asyncapi.json agrees with the contracts. {@code -Dasyncapi.write} writes the file. */
class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("../docs/asyncapi.json");
    /** AsyncAPI's own schema (Apache-2.0), without descriptions and without the bindings of other brokers. */
    private static final Path ASYNCAPI = Path.of("src/test/resources/asyncapi-3.0.0.schema.json");

    private final JsonNode generated = AsyncApiDocument.generate();

    @Test
    void committedDocumentIsWhatTheContractsGenerate() throws IOException {
        String text = EventJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(generated) + "\n";
        if (System.getProperty("asyncapi.write") != null) {
            Files.writeString(DOCUMENT, text);
        }

        assertThat(Files.readString(DOCUMENT))
                .as("outdated: mvn -o -q -pl contracts -am test -Dtest=AsyncApiTest -Dasyncapi.write"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(text);
    }

    @Test
    void documentIsOneOfAsyncApi3() throws IOException {
        Schema schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(Files.readString(ASYNCAPI));

        assertThat(schema.validate(generated.toString(), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(generated.toString().replace("\"send\"", "\"shout\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        generated.findValues("$ref").forEach(reference -> references.add(reference.asText()));

        assertThat(references)
                .hasSizeGreaterThan(EventCatalog.ALL.size())
                .allSatisfy(reference -> assertThat(
                                generated.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyTopicAndEveryEventIsInIt() {
        assertThat(new TopicCatalog().topics()).allSatisfy(topic -> {
            assertThat(generated.path("channels").has(topic.name())).isTrue();
            assertThat(generated.path("channels").has(topic.name() + ".dlq")).isTrue();
        });
        assertThat(EventCatalog.ALL).allSatisfy(event -> {
            var type = EventTypes.of(event);
            assertThat(generated
                            .path("channels")
                            .path(type.topic())
                            .path("messages")
                            .has(type.value()))
                    .isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("de.lopezitwelt.contracts.ContractFiles#events")
    void whatServicesPublishIsWhatTheDocumentPromises(Class<? extends Record> event) {
        var events = new Events(new IdGenerator(Clock.systemUTC()), () -> null, "test-service");
        String body = Objects.requireNonNull(
                events.domain(SampleEvents.of(event), "key", 1, "user:1").payload());
        String type = EventTypes.of(event).value();
        var promised = EventJson.MAPPER.createObjectNode();
        promised.set("components", generated.get("components"));
        promised.set("allOf", generated.at("/components/messages/" + type + "/payload/allOf"));
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(promised.toString());

        assertThat(schema.validate(body, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(body.replace(type, "de.lopezitwelt.other.v1"), InputFormat.JSON))
                .isNotEmpty();
    }
}
