package de.lopezitwelt.platform.web.idempotency;

import de.lopezitwelt.platform.web.idempotency.Idempotent.Replay;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Replays the outcome of a key, or lets the request run once: within this instance requests with one key queue behind
 * each other, across instances the primary key of {@code idempotency_keys} decides at commit. See
 * docs/adr/0006-idempotency-in-the-transaction.md.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE + 100)
public class IdempotencyInterceptor {
    private static final Logger LOG = Logger.getLogger(IdempotencyInterceptor.class);

    private final IdempotentRequest request;
    private final IdempotencyStore store;
    private final InFlight inFlight;
    private final RequestFingerprint fingerprint;

    IdempotencyInterceptor(
            IdempotentRequest request, IdempotencyStore store, InFlight inFlight, RequestFingerprint fingerprint) {
        this.request = request;
        this.store = store;
        this.inFlight = inFlight;
        this.fingerprint = fingerprint;
    }

    @AroundInvoke
    Object around(InvocationContext invocation) throws Exception {
        var key = fingerprint.keyOf(invocation.getMethod(), invocation.getParameters());
        if (key.isEmpty()) {
            return invocation.proceed();
        }
        request.bind(key.get());
        Replay replay = invocation.getMethod().getAnnotation(Idempotent.class).replay();
        if (replay == Replay.COMMIT) {
            return invocation.proceed();
        }
        return inFlight.alone(key.get(), () -> run(invocation, key.get(), replay));
    }

    private Uni<?> run(InvocationContext invocation, IdempotencyKey key, Replay replay) {
        return store.find(key).chain(first -> {
            if (first != null) {
                return repeat(invocation, key, first, replay);
            }
            return proceed(invocation)
                    .invoke(answer -> tellIfForgotten(invocation, answer))
                    .onFailure(IdempotencyConflict::isIn)
                    .recoverWithUni(() -> store.find(key)
                            .chain(winner -> winner == null
                                    ? Uni.createFrom().failure(inFlightElsewhere())
                                    : repeat(invocation, key, winner, replay)));
        });
    }

    private Uni<Object> repeat(InvocationContext invocation, IdempotencyKey key, StoredOutcome first, Replay replay) {
        if (!Arrays.equals(first.requestHash(), key.requestHash())) {
            return Uni.createFrom().failure(new ProblemException(CommonProblem.IDEMPOTENCY_KEY_REUSED));
        }
        if (replay == Replay.RESOURCE) {
            request.repeats(first);
            return proceed(invocation);
        }
        var response = Response.status(first.status()).header("Idempotency-Replayed", "true");
        if (first.location() != null) {
            response.header("Location", first.location());
        }
        if (first.body() != null) {
            response.type("application/json;charset=UTF-8").entity(first.body());
        }
        return Uni.createFrom().item(response.build());
    }

    @SuppressWarnings("unchecked")
    private static Uni<Object> proceed(InvocationContext invocation) {
        try {
            return (Uni<Object>) invocation.proceed();
        } catch (Exception failure) {
            return Uni.createFrom().failure(failure);
        }
    }

    private void tellIfForgotten(InvocationContext invocation, Object answer) {
        boolean created = answer instanceof RestResponse<?> response && response.getStatus() == 201;
        if (created && !request.isRecorded()) {
            LOG.errorf(
                    "%s created something without recording its outcome",
                    invocation.getMethod().getName());
        }
    }

    private static ProblemException inFlightElsewhere() {
        return ProblemException.conflict("Another request with this key is being served")
                .retryAfter(java.time.Duration.ofSeconds(1));
    }
}
