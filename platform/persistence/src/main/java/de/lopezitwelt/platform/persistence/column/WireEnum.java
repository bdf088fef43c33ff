package de.lopezitwelt.platform.persistence.column;

import java.util.Locale;

/** Enums as they are written in JSON and in columns: by their names in lower case. */
public final class WireEnum {
    private WireEnum() {}

    public static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The value of that name; upper and lower case are the same.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }
}
