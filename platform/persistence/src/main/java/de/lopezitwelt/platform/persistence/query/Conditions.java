package de.lopezitwelt.platform.persistence.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list whose filters a caller may leave out. Their text is constant; only values that a caller has
 * given become parameters.
 */
public final class Conditions {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /**
     * Adds a condition, unless its filter was left out.
     *
     * @param condition with one placeholder, such as {@code user_id = ?}
     * @param value null when the filter was left out
     */
    public Conditions and(String condition, @Nullable Object value) {
        if (value != null) {
            text.append(" AND ").append(condition);
            values.add(value);
        }
        return this;
    }

    /** Adds a condition with two placeholders. */
    public Conditions and(String condition, Object first, Object second) {
        and(condition, first);
        values.add(second);
        return this;
    }

    /** What follows another condition: {@code  AND a = ? AND b = ?}, or nothing. */
    public String text() {
        return text.toString();
    }

    /** The parameters, in the order of the text. */
    public List<Object> values() {
        return Collections.unmodifiableList(values);
    }
}
