package de.lopezitwelt.platform.web.paging;

import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A position in a list: the sort key of the last row shown. Opaque to clients and not secret: every page is authorised
 * again, so a forged cursor shows its sender nothing new. Its parts are read as ids, numbers or times, never as text, so that
 * nothing else reaches SQL.
 */
public final class Cursor {
    private static final char SEPARATOR = '\u001f';
    private static final int MAX_LENGTH = 1024;

    private final List<String> parts;

    private Cursor(List<String> parts) {
        this.parts = parts;
    }

    /** @param parts ids, whole numbers or instants: what a column can be compared with whatever the sender makes of them */
    public static Cursor of(Object... parts) {
        return new Cursor(List.of(parts).stream().map(Object::toString).toList());
    }

    /** @throws ProblemException 400 naming {@code cursor} */
    public static Cursor decode(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            String joined = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return new Cursor(List.of(joined.split(String.valueOf(SEPARATOR), -1)));
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    public String encode() {
        byte[] joined = String.join(String.valueOf(SEPARATOR), parts).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined);
    }

    /** @throws ProblemException 400 unless it has this many parts */
    public Cursor expect(int size) {
        if (parts.size() != size) {
            throw invalid();
        }
        return this;
    }

    /** The part as an id. */
    public String id(int index) {
        return part(index, text -> new Id(text).value());
    }

    /** A position, a version: 0 or more. */
    public long number(int index) {
        long number = part(index, Long::valueOf);
        if (number < 0) {
            throw invalid();
        }
        return number;
    }

    /** A time that a column holds. */
    public Instant instant(int index) {
        Instant time = part(index, Instant::parse);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(Parameters.LATEST)) {
            throw invalid();
        }
        return time;
    }

    /** A part must be written exactly as {@link #of} writes it; other spellings of the same value are refused. */
    private <T> T part(int index, Function<String, T> parse) {
        if (index >= parts.size()) {
            throw invalid();
        }
        try {
            T value = parse.apply(parts.get(index));
            if (value.toString().equals(parts.get(index))) {
                return value;
            }
        } catch (IllegalArgumentException | DateTimeException broken) {
            // answered below, like another spelling
        }
        throw invalid();
    }

    private static ProblemException invalid() {
        return ProblemException.invalid("cursor", "is not one this list has given out");
    }
}
