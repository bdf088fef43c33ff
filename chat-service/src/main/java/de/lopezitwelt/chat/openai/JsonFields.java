package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads fields of an object. Problems name the path of the wrong field. Absent and null are the same. */
public record JsonFields(JsonNode json, String path) {
    private static final Pattern FUNCTION_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    public @Nullable JsonNode find(String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    public String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public ProblemException invalid(String name, String reason) {
        return ProblemException.invalid(pathOf(name), reason);
    }

    public @Nullable String text(String name) {
        JsonNode value = find(name);
        if (value != null && !value.isTextual()) {
            throw invalid(name, "must be a string");
        }
        return value == null ? null : value.textValue();
    }

    /** An id of this platform. */
    public @Nullable String id(String name) {
        String value = text(name);
        if (value != null && !IdGenerator.isValid(value)) {
            throw invalid(name, "must be an id");
        }
        return value;
    }

    public String requiredText(String name) {
        String value = text(name);
        if (value == null || value.isBlank()) {
            throw invalid(name, "must be a non-empty string");
        }
        return value;
    }

    public boolean flag(String name, boolean preset) {
        JsonNode value = find(name);
        if (value != null && !value.isBoolean()) {
            throw invalid(name, "must be true or false");
        }
        return value == null ? preset : value.booleanValue();
    }

    public @Nullable Double number(String name, double min, double max) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber() || value.doubleValue() < min || value.doubleValue() > max) {
            throw invalid(name, "must be a number from %s to %s".formatted(plain(min), plain(max)));
        }
        return value.doubleValue();
    }

    public @Nullable Integer positive(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw invalid(name, "must be a positive integer");
        }
        return value.intValue();
    }

    public @Nullable Long integer(String name) {
        JsonNode value = find(name);
        if (value != null && (!value.isIntegralNumber() || !value.canConvertToLong())) {
            throw invalid(name, "must be an integer");
        }
        return value == null ? null : value.longValue();
    }

    public @Nullable JsonFields object(String name) {
        JsonNode value = find(name);
        if (value != null && !value.isObject()) {
            throw invalid(name, "must be an object");
        }
        return value == null ? null : new JsonFields(value, pathOf(name));
    }

    public JsonFields requiredObject(String name) {
        JsonFields value = object(name);
        if (value == null) {
            throw invalid(name, "is required");
        }
        return value;
    }

    /** The items of an array; null when there is none. */
    public @Nullable JsonNode array(String name, int maxSize) {
        JsonNode value = find(name);
        if (value != null && (!value.isArray() || value.size() > maxSize)) {
            throw invalid(name, "must be an array of at most " + maxSize + " items");
        }
        return value;
    }

    public JsonFields item(String name, JsonNode array, int index) {
        JsonNode value = array.get(index);
        String itemPath = pathOf(name) + "[" + index + "]";
        if (!value.isObject()) {
            throw ProblemException.invalid(itemPath, "must be an object");
        }
        return new JsonFields(value, itemPath);
    }

    /** The {@code name} of a function, as OpenAI allows it. */
    public String functionName() {
        String name = requiredText("name");
        if (!FUNCTION_NAME.matcher(name).matches()) {
            throw invalid("name", "must be 1 to 64 letters, digits, underscores or dashes");
        }
        return name;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
