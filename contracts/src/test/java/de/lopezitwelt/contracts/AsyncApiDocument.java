package de.lopezitwelt.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.contracts.topic.TopicCatalog;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.EventType;
import de.lopezitwelt.platform.messaging.EventTypes;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.TopicSpec;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import java.time.Duration;
import java.util.List;

/** The AsyncAPI 3 document of every topic and event, built from the catalogs and schemas alone. */
final class AsyncApiDocument {
    private static final String CLOUD_EVENT = "CloudEvent";
    private static final String DEAD_LETTER = "DeadLetter";

    private final ObjectNode document = object();
    private final ObjectNode channels = document.objectNode();
    private final ObjectNode operations = document.objectNode();
    private final ObjectNode messages = document.objectNode();
    private final ObjectNode schemas = document.objectNode();

    private AsyncApiDocument() {}

    static JsonNode generate() {
        return new AsyncApiDocument().build();
    }

    private JsonNode build() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Lopez IT Welt: events")
                .put("version", "1.0.0")
                .put("description", """
                        CloudEvents 1.0 in structured JSON on Kafka. Domain topics are keyed by aggregate and kept; state \
                        topics are compacted, an empty body ends a key; streams are kept for a while. Beside each topic \
                        stands one of dead letters. An installation may put a prefix before every topic.""")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", "application/cloudevents+json");
        document.set("channels", channels);
        document.set("operations", operations);
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        components.set("schemas", schemas);
        schemas.set(CLOUD_EVENT, cloudEvent());
        messages.set(DEAD_LETTER, deadLetter());
        EventCatalog.ALL.forEach(this::addMessage);
        TopicCatalog.DOMAIN.forEach(topic -> addTopic(topic, "Facts of aggregates, keyed by the aggregate's id."));
        TopicCatalog.STATE.forEach(topic -> addTopic(topic, "The newest snapshot of each key; an empty body ends it."));
        TopicCatalog.STREAMS.forEach(topic -> addTopic(topic, "Entries of a stream, each keyed by its own id."));
        return document;
    }

    private void addTopic(TopicSpec topic, String description) {
        ObjectNode channel = channel(topic.name(), description, topic.partitions());
        ObjectNode kafka = (ObjectNode) channel.at("/bindings/kafka");
        ObjectNode settings = kafka.putObject("topicConfiguration");
        settings.putArray("cleanup.policy").add(topic.compacted() ? "compact" : "delete");
        Duration retention = topic.retention();
        settings.put("retention.ms", retention == null ? -1 : retention.toMillis());
        ObjectNode listed = channel.putObject("messages");
        ObjectNode operation = operation("publish", topic.name(), "send", "Services publish through their outbox.");
        for (String type : typesOn(topic.name())) {
            reference(listed.putObject(type), "#/components/messages/" + type);
            reference(operation.withArray("messages").addObject(), "#/channels/" + topic.name() + "/messages/" + type);
        }
        String letters = Topics.deadLetters(topic.name());
        ObjectNode beside =
                channel(letters, "What a consumer of " + topic.name() + " could not fold, byte for byte.", 1);
        reference(beside.putObject("messages").putObject(DEAD_LETTER), "#/components/messages/" + DEAD_LETTER);
        reference(
                operation("put-aside", letters, "send", "Consumers put aside what they cannot fold.")
                        .withArray("messages")
                        .addObject(),
                "#/channels/" + letters + "/messages/" + DEAD_LETTER);
    }

    private ObjectNode channel(String topic, String description, int partitions) {
        ObjectNode channel = channels.putObject(topic).put("address", topic).put("description", description);
        channel.putObject("bindings")
                .putObject("kafka")
                .put("topic", topic)
                .put("partitions", partitions)
                .put("bindingVersion", "0.5.0");
        return channel;
    }

    private ObjectNode operation(String verb, String topic, String action, String summary) {
        ObjectNode operation =
                operations.putObject(verb + "." + topic).put("action", action).put("summary", summary);
        reference(operation.putObject("channel"), "#/channels/" + topic);
        return operation;
    }

    private void addMessage(Class<? extends Record> event) {
        EventType type = EventTypes.of(event);
        String name = type.value();
        ObjectNode data = RecordSchemas.of(event).deepCopy();
        data.remove("$schema");
        schemas.set(name, data);
        ObjectNode message = messages.putObject(name);
        message.put("name", name).put("title", event.getSimpleName());
        message.set("headers", headers(name));
        ObjectNode payload = message.putObject("payload");
        reference(payload.putArray("allOf").addObject(), "#/components/schemas/" + CLOUD_EVENT);
        ObjectNode narrowed = payload.withArray("allOf").addObject();
        ObjectNode properties = narrowed.putObject("properties");
        properties.putObject("type").put("const", name);
        reference(properties.putObject("data"), "#/components/schemas/" + name);
        message.putObject("bindings")
                .putObject("kafka")
                .put("bindingVersion", "0.5.0")
                .putObject("key")
                .put("type", "string");
    }

    private static ObjectNode headers(String type) {
        ObjectNode headers = object().put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        text(properties, EventHeaders.CONTENT_TYPE, EventHeaders.STRUCTURED_JSON);
        text(properties, EventHeaders.ID, "The event's id");
        properties.putObject(EventHeaders.TYPE).put("type", "string").put("const", type);
        text(properties, EventHeaders.AGGREGATE_VERSION, "As in the body; missing on streams");
        text(properties, EventHeaders.REDRIVE, "Sent again from the dead letters, for this consumer group alone");
        headers.putArray("required").add(EventHeaders.ID).add(EventHeaders.TYPE);
        return headers;
    }

    private static ObjectNode deadLetter() {
        ObjectNode letter = object().put("name", DEAD_LETTER).put("title", "Dead letter");
        letter.put("contentType", "application/octet-stream");
        ObjectNode headers = letter.putObject("headers").put("type", "object");
        headers.put("description", "The record's own headers, and these");
        ObjectNode properties = headers.putObject("properties");
        text(properties, EventHeaders.REASON, "Why it could not be folded");
        text(properties, EventHeaders.SOURCE_GROUP, "The consumer group that could not fold it");
        text(properties, EventHeaders.SOURCE_TOPIC, "Where it came from");
        text(properties, EventHeaders.SOURCE_PARTITION, "A number");
        text(properties, EventHeaders.SOURCE_OFFSET, "A number");
        List.copyOf(properties.properties())
                .forEach(header -> headers.withArray("required").add(header.getKey()));
        letter.putObject("payload").put("description", "The record's body, whatever it is");
        return letter;
    }

    private static ObjectNode cloudEvent() {
        ObjectNode event = object().put("type", "object").put("title", "CloudEvents 1.0, as far as it is used");
        ObjectNode properties = event.putObject("properties");
        properties.putObject("specversion").put("type", "string").put("const", "1.0");
        text(properties, "id", "UUIDv7; on streams the id of the row it becomes");
        text(properties, "source", "/lopez/<service>");
        text(properties, "type", "de.lopezitwelt.<aggregate>.<past-tense>.v<n>");
        text(properties, "subject", "The aggregate's id, as the record's key");
        properties.putObject("time").put("type", "string").put("format", "date-time");
        text(properties, "datacontenttype", "application/json");
        properties
                .putObject("aggregateversion")
                .put("type", "integer")
                .put("description", "+1 with each event of the aggregate; missing on streams");
        text(properties, "traceparent", "W3C Trace Context of the request that caused it");
        text(properties, "actor", "user:<id>, api_key:<id> or service:<name>");
        properties.putObject("data").put("type", "object");
        for (String required : List.of("specversion", "id", "source", "type", "subject", "time", "data")) {
            event.withArray("required").add(required);
        }
        return event;
    }

    private static List<String> typesOn(String topic) {
        return EventCatalog.ALL.stream()
                .map(EventTypes::of)
                .filter(type -> type.topic().equals(topic))
                .map(EventType::value)
                .sorted()
                .toList();
    }

    private static void text(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }

    private static void reference(ObjectNode from, String to) {
        from.put("$ref", to);
    }

    private static ObjectNode object() {
        return EventJson.MAPPER.createObjectNode();
    }
}
