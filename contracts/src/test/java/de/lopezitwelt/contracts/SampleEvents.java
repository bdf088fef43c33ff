package de.lopezitwelt.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventJson;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Makes one full instance of a record, with every field set, the same each time. */
final class SampleEvents {
    private static final String ID = "0197d3f2-8c00-7000-8000-0000000000";

    private SampleEvents() {}

    static Record of(Class<? extends Record> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components).map(SampleEvents::value).toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private static Object value(RecordComponent component) {
        Class<?> type = component.getType();
        String name = component.getName();
        if (type == String.class) {
            return text(name);
        } else if (type == int.class) {
            return 42;
        } else if (type == long.class || type == Long.class) {
            return 7L;
        } else if (type == boolean.class) {
            return true;
        } else if (type == Instant.class) {
            return Instant.parse("2026-07-05T10:15:30.123456Z");
        } else if (type == BigDecimal.class) {
            return new BigDecimal("4.25");
        } else if (type == List.class) {
            return List.of("agents:license", "!members:invite");
        } else if (type == JsonNode.class) {
            return EventJson.MAPPER.createObjectNode().put("temperature", 0.2).put("language", "de");
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        }
        throw new IllegalStateException("no sample for " + component);
    }

    private static String text(String name) {
        return switch (name) {
            case "currency" -> "EUR";
            case "ipAddress" -> "203.0.113.7";
            case "service" -> "agent-service";
            default ->
                name.endsWith("Id") || name.endsWith("By") ? ID + "%02x".formatted(name.length()) : "sample " + name;
        };
    }
}
