package de.lopezitwelt.platform.messaging;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Times in events and over HTTP: UTC in ISO-8601 with six digits of the second, {@code 2026-07-05T10:15:30.123456Z}. That is
 * what a {@code DATETIME(6)} column keeps, so an answer to a write and a later read are the same text, and texts sort as times.
 */
public final class WireTime {
    private static final DateTimeFormatter TEXT =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private WireTime() {}

    /** Digits below a microsecond are cut off. */
    public static String text(Instant time) {
        return TEXT.format(time);
    }

    /** Writes times in this form, and reads any ISO-8601 time to the microsecond. */
    public static Module module() {
        return new SimpleModule("wire-time")
                .addSerializer(Instant.class, new Writer())
                .addDeserializer(Instant.class, new InstantText());
    }

    private static final class Writer extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(text(time));
        }
    }
}
