package de.lopezitwelt.platform.messaging;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one form in which we write times, {@code 2026-07-05T10:15:30.123456Z}, about ten times as fast as the
 * general parser, which took a third of the time of reading an event. Every other form goes to the general parser. Digits
 * below a microsecond are cut off, as in the database.
 */
final class InstantText extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1;
    private static final int SECONDS_END = 19;
    private static final int MOST_DIGITS = 9;
    private static final long UNKNOWN = -1;

    InstantText() {
        super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
        Instant quick = in.hasToken(JsonToken.VALUE_STRING) ? quick(in.getText()) : null;
        if (quick != null) {
            return quick;
        }
        Instant general = InstantDeserializer.INSTANT.deserialize(in, context);
        return general == null ? null : general.truncatedTo(ChronoUnit.MICROS);
    }

    /** @throws DateTimeException when the text is no time in ISO-8601 */
    static Instant parse(String text) {
        Instant quick = quick(text);
        return quick == null ? Instant.parse(text).truncatedTo(ChronoUnit.MICROS) : quick;
    }

    private static @Nullable Instant quick(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END
                || text.charAt(end) != 'Z'
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        long year = digits(text, 0, 4);
        long month = digits(text, 5, 7);
        long day = digits(text, 8, 10);
        long hour = digits(text, 11, 13);
        long minute = digits(text, 14, 16);
        long second = digits(text, 17, SECONDS_END);
        long nanos = nanos(text, end);
        if (year < 0 || month < 1 || month > 12 || day < 1 || (day > 28 && !isDay(year, month, day))) {
            return null;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || nanos < 0) {
            return null;
        }
        long days = LocalDate.of((int) year, (int) month, (int) day).toEpochDay();
        return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
    }

    private static boolean isDay(long year, long month, long day) {
        return day <= LocalDate.of((int) year, (int) month, 1).lengthOfMonth();
    }

    private static long nanos(String text, int end) {
        if (end == SECONDS_END) {
            return 0;
        }
        int length = end - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || length < 1 || length > MOST_DIGITS) {
            return UNKNOWN;
        }
        long nanos = digits(text, SECONDS_END + 1, end);
        for (int i = length; i < MOST_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos < 0 ? UNKNOWN : nanos - nanos % 1000;
    }

    /** Negative when the characters are no number. */
    private static long digits(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNKNOWN;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
