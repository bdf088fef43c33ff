package de.lopezitwelt.platform.persistence;

import org.jspecify.annotations.Nullable;

/**
 * An id of ours that came from outside: UUIDv7 in lower case (RFC 9562 §5.7). Resources take ids as this
 * type, so that no other text reaches SQL, where a character outside ASCII breaks the statement for later users of the
 * connection (ADR 31). Inside the service an id is a string.
 *
 * @throws IllegalArgumentException when the text is no id of ours
 */
public record Id(String value) {
    public Id {
        if (!IdGenerator.isValid(value)) {
            throw new IllegalArgumentException("not a UUIDv7");
        }
    }

    /** For what may be left out: null stays null. */
    public static @Nullable Id of(@Nullable String text) {
        return text == null ? null : new Id(text);
    }

    /** For what may be left out: null stays null. */
    public static @Nullable String textOf(@Nullable Id id) {
        return id == null ? null : id.value;
    }

    @Override
    public String toString() {
        return value;
    }
}
