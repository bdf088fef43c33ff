package de.lopezitwelt.auth.stepup;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Guards dangerous actions: the access token must come from a recent proof of identity, with two factors if the user
 * has two. A sign-in is such a proof, a refresh is not; {@code POST /api/v1/auth/step-up} gives a fresh one. Refusals
 * name
 * what is missing (RFC 9470 §3).
 */
@ApplicationScoped
public class StepUp {
    private final Pool pool;
    private final StepUpRepository repository;
    private final StepUpConfig config;
    private final Clock clock;

    StepUp(Pool pool, StepUpRepository repository, StepUpConfig config, Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.config = config;
        this.clock = clock;
    }

    /** Fails with 401 {@code step-up-required} unless the caller has proved their identity lately and strongly enough. */
    public Uni<Void> require(Caller caller) {
        Instant proof = caller.signIn().authenticatedAt();
        boolean recent = proof != null && clock.instant().isBefore(proof.plus(config.maxAge()));
        if (recent && caller.signIn().multiFactor()) {
            return Uni.createFrom().voidItem();
        }
        return repository.hasSecondFactor(pool, caller.userId()).map(second -> {
            if (!recent || second) {
                throw required(second);
            }
            return null;
        });
    }

    private ProblemException required(boolean second) {
        String level = second ? "aal2" : "aal1";
        return new ProblemException(
                        AuthProblem.STEP_UP_REQUIRED,
                        "Get a fresh token with " + (second ? "a code" : "your password")
                                + " from /api/v1/auth/step-up and repeat the request")
                .with("acr_values", level)
                .withHeader(
                        "WWW-Authenticate",
                        "Bearer realm=\"lopez\", error=\"insufficient_user_authentication\", acr_values=\"" + level
                                + "\", max_age=" + config.maxAge().toSeconds());
    }
}
