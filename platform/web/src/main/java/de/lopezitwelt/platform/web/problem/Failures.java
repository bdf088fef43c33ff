package de.lopezitwelt.platform.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Turns whatever was thrown into the problem a client may see. */
final class Failures {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private Failures() {}

    static ProblemException translate(Throwable failure) {
        return switch (unwrap(failure)) {
            case ProblemException problem -> problem;
            case ConstraintViolationException broken -> ConstraintProblems.of(broken);
            case JsonProcessingException json -> ProblemException.invalid(JsonViolations.of(json));
            case AuthenticationFailedException refused ->
                new ProblemException(CommonProblem.UNAUTHENTICATED, "The credentials are not valid");
            case AuthenticationCompletionException refused -> new ProblemException(CommonProblem.UNAUTHENTICATED);
            case UnauthorizedException anonymous -> new ProblemException(CommonProblem.UNAUTHENTICATED);
            case ForbiddenException forbidden -> new ProblemException(CommonProblem.FORBIDDEN);
            case WebApplicationException web -> ofWeb(web);
            case IOException cut when "Request too large".equals(cut.getMessage()) -> ofStatus(413);
            case Throwable other
            when DatabaseFailures.isTransient(other) ->
                ProblemException.unavailable("Something this service needs does not answer at the moment", RETRY_AFTER);
            case Throwable other
            when DatabaseFailures.isDuplicate(other) -> ProblemException.conflict("Another request was first");
            default -> new ProblemException(CommonProblem.INTERNAL);
        };
    }

    static ProblemException ofStatus(int status) {
        return new ProblemException(typeOf(status));
    }

    private static ProblemException ofWeb(WebApplicationException web) {
        JsonProcessingException json = causeOf(web, JsonProcessingException.class);
        if (json != null) {
            return ProblemException.invalid(JsonViolations.of(json));
        }
        if (causeOf(web, EOFException.class) != null) {
            return ProblemException.invalid("", "ended too early");
        }
        var problem = ofStatus(web.getResponse().getStatus());
        for (String name : new String[] {"Allow", "Retry-After", "WWW-Authenticate"}) {
            String value = web.getResponse().getHeaderString(name);
            problem = value == null ? problem : problem.withHeader(name, value);
        }
        return problem;
    }

    private static ProblemType typeOf(int status) {
        return Arrays.stream(CommonProblem.values())
                .filter(type -> type.status() == status)
                .findFirst()
                .orElse(status < 500 ? CommonProblem.VALIDATION : CommonProblem.INTERNAL);
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable current = failure;
        while (current.getCause() != null
                && (current instanceof CompletionException
                        || current instanceof ExecutionException
                        || current instanceof UncheckedIOException
                        || current instanceof io.smallrye.mutiny.CompositeException)) {
            current = current.getCause();
        }
        ProblemException inside = causeOf(current, ProblemException.class);
        return inside == null ? current : inside;
    }

    static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
