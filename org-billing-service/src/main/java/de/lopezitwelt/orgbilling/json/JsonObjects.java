package de.lopezitwelt.orgbilling.json;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Free-form JSON that clients may store with us. */
public final class JsonObjects {
    /** Largest stored object, as UTF-8 JSON. */
    public static final int MAX_BYTES = 64 * 1024;

    private JsonObjects() {}

    /**
     * The object, or null when there is none.
     *
     * @throws ProblemException 400 naming the field when it is no object or too large
     */
    public static @Nullable JsonNode checked(String field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            throw ProblemException.invalid(field, "must be a JSON object");
        }
        if (value.toString().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw ProblemException.invalid(field, "must not be larger than 64 KiB");
        }
        return value;
    }
}
