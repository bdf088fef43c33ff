package de.lopezitwelt.platform.messaging;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads structured CloudEvents. It reads {@code data} straight into its record and builds no tree in between. */
public final class EventDecoder {
    private static final ClassValue<ObjectReader> READERS = new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
            return EventJson.MAPPER.readerFor(type);
        }
    };

    private @Nullable String id;
    private @Nullable String type;
    private @Nullable String source;
    private @Nullable String subject;
    private @Nullable Instant time;
    private @Nullable Long aggregateVersion;
    private @Nullable String traceparent;
    private @Nullable String actor;

    private EventDecoder() {}

    /**
     * Reads one event of a known type.
     *
     * @param expectedType the type that the body must name
     * @throws EventContractException when the body is no CloudEvent of that type, or its data does not fit the record
     */
    public static <T extends Record> DecodedEvent<T> decode(byte[] body, String expectedType, Class<T> dataType) {
        EventDecoder head = new EventDecoder();
        try (JsonParser in = EventJson.MAPPER.createParser(body)) {
            T data = head.read(in, READERS.get(dataType));
            return head.event(expectedType, RecordContract.of(dataType).verified(data));
        } catch (JsonProcessingException e) {
            throw new EventContractException(reason(e), e);
        } catch (DateTimeException e) {
            throw new EventContractException("time: not ISO-8601", e);
        } catch (IOException e) {
            throw new EventContractException("envelope: unreadable", e);
        }
    }

    /** Reads the envelope and keeps its data as a tree, for tools that do not know the type. */
    public static EventEnvelope envelope(byte[] body) {
        EventDecoder head = new EventDecoder();
        try (JsonParser in = EventJson.MAPPER.createParser(body)) {
            JsonNode data = head.read(in, EventJson.MAPPER.readerFor(JsonNode.class));
            if (data == null) {
                throw new EventContractException("data: missing");
            }
            return new EventEnvelope(
                    present(head.id, "id"),
                    present(head.type, "type"),
                    present(head.source, "source"),
                    present(head.subject, "subject"),
                    present(head.time, "time"),
                    head.aggregateVersion,
                    head.traceparent,
                    head.actor,
                    data);
        } catch (JsonProcessingException e) {
            throw new EventContractException(reason(e), e);
        } catch (DateTimeException e) {
            throw new EventContractException("time: not ISO-8601", e);
        } catch (IOException e) {
            throw new EventContractException("envelope: unreadable", e);
        }
    }

    /** Says where and how the JSON is broken, without the event's values: reasons are logged and stored. */
    private static String reason(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping) {
            return "data: "
                    + mapping.getPath().stream()
                            .map(step -> String.valueOf(step.getFieldName()))
                            .collect(Collectors.joining("."))
                    + " " + failure.getClass().getSimpleName();
        }
        JsonLocation at = failure.getLocation();
        return "JSON: unreadable at byte " + (at == null ? 0 : at.getByteOffset());
    }

    private <T> @Nullable T read(JsonParser in, ObjectReader reader) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new EventContractException("envelope: not a JSON object");
        }
        T data = null;
        for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
            JsonToken value = in.nextToken();
            if (field.equals("data")) {
                data = value == JsonToken.VALUE_NULL ? null : reader.readValue(in);
            } else if (value.isStructStart()) {
                in.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                attribute(field, in);
            }
        }
        return data;
    }

    private void attribute(String field, JsonParser in) throws IOException {
        switch (field) {
            case "id" -> id = in.getText();
            case "type" -> type = in.getText();
            case "source" -> source = in.getText();
            case "subject" -> subject = in.getText();
            case "time" -> time = InstantText.parse(in.getText());
            case "aggregateversion" -> aggregateVersion = in.getLongValue();
            case "traceparent" -> traceparent = in.getText();
            case "actor" -> actor = in.getText();
            default -> {
                // CloudEvents 1.0 §3 allows other attributes; we use none of them.
            }
        }
    }

    private <T extends Record> DecodedEvent<T> event(String expectedType, T data) {
        if (!expectedType.equals(type)) {
            throw new EventContractException("type: " + type + " where " + expectedType + " was announced");
        }
        present(subject, "subject");
        return new DecodedEvent<>(present(id, "id"), present(time, "time"), aggregateVersion, actor, data);
    }

    private static <T> T present(@Nullable T attribute, String name) {
        if (attribute == null) {
            throw new EventContractException(name + ": missing");
        }
        return attribute;
    }
}
