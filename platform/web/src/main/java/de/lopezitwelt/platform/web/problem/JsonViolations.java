package de.lopezitwelt.platform.web.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.IgnoredPropertyException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.json.BrokenTextException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was wrong with a JSON body, in the client's terms: Jackson's own messages name classes and are never shown. */
public final class JsonViolations {
    private JsonViolations() {}

    public static List<Violation> of(JsonProcessingException failure) {
        return List.of(new Violation(fieldOf(failure), reasonOf(failure)));
    }

    private static String reasonOf(JsonProcessingException failure) {
        return switch (failure) {
            case BrokenTextException broken -> "holds half of a surrogate pair";
            case UnrecognizedPropertyException unknown -> "is not a known field";
            case IgnoredPropertyException ignored -> "is not a known field";
            case InvalidTypeIdException type -> "is not one of the known types";
            case InvalidFormatException format -> "must be " + describe(format.getTargetType());
            case StreamConstraintsException tooMuch -> "is nested too deeply or holds a value that is too long";
            case MismatchedInputException mismatch -> mismatchOf(mismatch);
            case JsonParseException malformed -> "is not well-formed JSON" + positionOf(malformed);
            case JsonMappingException mapping
            when mapping.getCause() instanceof StreamConstraintsException ->
                "is nested too deeply or holds a value that is too long";
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonParseException malformed ->
                "is not well-formed JSON" + positionOf(malformed);
            default -> "cannot be read";
        };
    }

    private static String mismatchOf(MismatchedInputException mismatch) {
        Class<?> target = mismatch.getTargetType();
        if (target == null) {
            return "is missing or not of the expected type";
        }
        if (mismatch.getOriginalMessage() != null
                && mismatch.getOriginalMessage().startsWith("No content to map")) {
            return "is empty";
        }
        return "must be " + describe(target);
    }

    private static String describe(Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(value -> ((Enum<?>) value).name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number within range";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == Id.class) {
            return "an id";
        }
        if (type == Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a string";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        return "an object";
    }

    private static String positionOf(JsonParseException malformed) {
        var location = malformed.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static String fieldOf(JsonProcessingException failure) {
        if (!(failure instanceof JsonMappingException mapping)) {
            return "";
        }
        var path = new StringBuilder();
        for (Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
