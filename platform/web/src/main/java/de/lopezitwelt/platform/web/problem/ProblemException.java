package de.lopezitwelt.platform.web.problem;

import io.smallrye.mutiny.Uni;
import java.io.Serial;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure with a meaning for the client. Immutable: the {@code with…} methods return copies, so that a constant may
 * serve as a template. Carries no stack trace, since it is an answer, not a defect.
 */
public final class ProblemException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient @Nullable String detail;
    private final transient List<Violation> violations;
    private final transient Map<String, Object> extensions;
    private final transient Map<String, String> headers;

    public ProblemException(ProblemType type) {
        this(type, null);
    }

    /** @param detail a sentence for the client; never holds a class name, SQL or another user's data */
    public ProblemException(ProblemType type, @Nullable String detail) {
        this(type, detail, List.of(), Map.of(), Map.of());
    }

    private ProblemException(
            ProblemType type,
            @Nullable String detail,
            List<Violation> violations,
            Map<String, Object> extensions,
            Map<String, String> headers) {
        super(type.code() + (detail == null ? "" : ": " + detail), null, false, false);
        this.type = type;
        this.detail = detail;
        this.violations = violations;
        this.extensions = extensions;
        this.headers = headers;
    }

    /** 400 naming one field. */
    public static ProblemException invalid(String field, String reason) {
        return invalid(List.of(new Violation(field, reason)));
    }

    /** 400 naming several fields. */
    public static ProblemException invalid(List<Violation> violations) {
        return new ProblemException(
                CommonProblem.VALIDATION, describe(violations), List.copyOf(violations), Map.of(), Map.of());
    }

    /** The one 404 for what does not exist and for what the caller may not know of: identical bodies. */
    public static ProblemException notFound() {
        return new ProblemException(CommonProblem.NOT_FOUND);
    }

    /** The item, or {@link #notFound} as the failure of a null item: {@code find(id).plug(ProblemException::orNotFound)}. */
    public static <T> Uni<T> orNotFound(Uni<@Nullable T> found) {
        return found.onItem().ifNull().failWith(ProblemException::notFound);
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(CommonProblem.FORBIDDEN, detail);
    }

    public static ProblemException conflict(String detail) {
        return new ProblemException(CommonProblem.CONFLICT, detail);
    }

    /** 503 that asks the client to come back. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(CommonProblem.UNAVAILABLE, detail).retryAfter(retryAfter);
    }

    public ProblemException withViolation(String field, String reason) {
        var more = new java.util.ArrayList<>(violations);
        more.add(new Violation(field, reason));
        return new ProblemException(type, detail, List.copyOf(more), extensions, headers);
    }

    /** Adds a member to the problem's body; {@code name} is snake_case (RFC 9457 §3.2). */
    public ProblemException with(String name, Object value) {
        return new ProblemException(type, detail, violations, plus(extensions, name, value), headers);
    }

    public ProblemException withHeader(String name, String value) {
        return new ProblemException(type, detail, violations, extensions, plus(headers, name, value));
    }

    /** {@code Retry-After} in whole seconds, rounded up, at least 1. */
    public ProblemException retryAfter(Duration delay) {
        long seconds = Math.max(1, (delay.toMillis() + 999) / 1000);
        return withHeader("Retry-After", Long.toString(seconds));
    }

    public ProblemType type() {
        return type;
    }

    public @Nullable String detail() {
        return detail;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Map<String, Object> extensions() {
        return extensions;
    }

    public Map<String, String> headers() {
        return headers;
    }

    private static String describe(List<Violation> violations) {
        if (violations.size() != 1) {
            return violations.size() + " fields are not valid";
        }
        Violation only = violations.getFirst();
        return only.field().isEmpty() ? only.reason() : only.field() + ": " + only.reason();
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String name, V value) {
        var more = new LinkedHashMap<>(map);
        more.put(name, value);
        return java.util.Collections.unmodifiableMap(more);
    }
}
