package de.lopezitwelt.platform.web.paging;

import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A position in a list: the sort key of the last row shown. Opaque to clients and not secret: every page is authorised
 * anew, so a forged cursor shows nothing its sender may not see.
 */
public final class Cursor {
    private static final char SEPARATOR = '\u001f';
    private static final int MAX_LENGTH = 1024;

    private final List<String> parts;

    private Cursor(List<String> parts) {
        this.parts = parts;
    }

    /** @param parts strings, numbers, booleans or instants, none of them with control characters */
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

    public String text(int index) {
        return part(index, Function.identity());
    }

    /** An id of ours. */
    public String id(int index) {
        String id = text(index);
        if (!IdGenerator.isValid(id)) {
            throw invalid();
        }
        return id;
    }

    public long number(int index) {
        return part(index, Long::valueOf);
    }

    public Instant instant(int index) {
        return part(index, Instant::parse);
    }

    private <T> T part(int index, Function<String, T> parse) {
        if (index >= parts.size()) {
            throw invalid();
        }
        try {
            return parse.apply(parts.get(index));
        } catch (NumberFormatException | DateTimeException broken) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return ProblemException.invalid("cursor", "is not one this list has given out");
    }
}
