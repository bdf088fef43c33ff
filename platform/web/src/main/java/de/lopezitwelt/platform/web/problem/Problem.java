package de.lopezitwelt.platform.web.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error on the wire (RFC 9457).
 *
 * @param type {@code urn:lopez:problem:<code>}
 * @param instance {@code urn:uuid:<correlation id>}, as in {@code X-Request-Id}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "code", "detail", "instance", "violations"})
public record Problem(
        String type,
        String title,
        int status,
        String code,
        @Nullable String detail,
        String instance,
        List<Violation> violations,
        @JsonAnyGetter Map<String, Object> extensions) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemException failure, String correlationId) {
        ProblemType type = failure.type();
        return new Problem(
                "urn:lopez:problem:" + type.code(),
                type.title(),
                type.status(),
                type.code(),
                failure.detail(),
                "urn:uuid:" + correlationId,
                failure.violations(),
                failure.extensions());
    }
}
