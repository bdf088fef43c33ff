package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads fields of documents whose form may change at any time. */
final class Fields {
    /** Numbers beyond it are milliseconds: as seconds they are of the year 5138. */
    private static final double LATEST_IN_SECONDS = 1e11;

    private static final double MILLIS = 1_000;

    private Fields() {}

    static @Nullable String text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isTextual() && !value.textValue().isBlank()) {
                return value.textValue();
            }
        }
        return null;
    }

    static String textOr(JsonNode node, String name, String other) {
        String text = text(node, name);
        return text == null ? other : text;
    }

    /** Reads a number of seconds or milliseconds since 1970, or a time of RFC 3339; null for anything else. */
    static @Nullable Instant time(JsonNode node, String... names) {
        for (String name : names) {
            Instant time = time(node.path(name));
            if (time != null && time.isAfter(Instant.EPOCH)) {
                return time.truncatedTo(ChronoUnit.MILLIS);
            }
        }
        return null;
    }

    private static @Nullable Instant time(JsonNode value) {
        if (value.isNumber()) {
            double number = value.doubleValue();
            return Instant.ofEpochMilli((long) (number > LATEST_IN_SECONDS ? number : number * MILLIS));
        }
        try {
            return value.isTextual() ? OffsetDateTime.parse(value.textValue()).toInstant() : null;
        } catch (DateTimeException other) {
            return null;
        }
    }
}
