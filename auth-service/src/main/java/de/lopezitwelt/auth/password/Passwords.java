package de.lopezitwelt.auth.password;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Checks, stores and compares passwords, off the event loop. */
@Startup
@ApplicationScoped
public class Passwords {
    /** Stored for users without a password; matches none. */
    public static final String NONE = "none";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final HashingPool checking;
    private final HashingPool choosing;

    Passwords(
            PasswordConfig config,
            @ConfigProperty(name = "lopez.auth.peppers") String peppers,
            SecureRandom random,
            MeterRegistry meters) {
        policy = new PasswordPolicy(config.minimumLength(), config.maximumLength(), CommonPasswords.shipped());
        hasher = new PasswordHasher(config.cost(), Pepper.parseAll(peppers), random);
        int threads = config.hashingThreads().orElse(Runtime.getRuntime().availableProcessors());
        checking = new HashingPool("password-checking", threads, config.hashingQueue());
        choosing = new HashingPool("password-choosing", Math.max(1, threads / 2), config.choosingQueue());
        measure(meters, "check", checking);
        measure(meters, "choose", choosing);
    }

    private static void measure(MeterRegistry meters, String purpose, HashingPool pool) {
        List<Tag> tags = List.of(Tag.of("purpose", purpose));
        meters.gauge("lopez.auth.hashing.queued", tags, pool, HashingPool::queued);
        meters.more().counter("lopez.auth.hashing.started", tags, pool, HashingPool::started);
    }

    /** @throws ProblemException 400 naming {@code field} when the password may not be used */
    public void require(String field, String password, Collection<String> contextWords) {
        policy.objection(PasswordForms.stored(password), contextWords).ifPresent(reason -> {
            throw ProblemException.invalid(field, reason);
        });
    }

    /**
     * The form in which a chosen password is stored. It is computed on threads and a queue of its own, so that
     * sign-ins go on however many users register. Fails with 503 when too many wait already.
     */
    public Uni<String> hash(String password) {
        return choosing.run(() -> hasher.hash(password))
                .onFailure(HashingOverloadedException.class)
                .transform(e -> busy());
    }

    /**
     * Compares at the same cost whether or not there is anything to compare with.
     *
     * @param stored null when nobody has registered the e-mail
     * @return fails with {@link HashingOverloadedException} when too many passwords wait already
     */
    public Uni<PasswordCheck> check(String password, @Nullable String stored) {
        return checking.run(() -> {
            if (stored == null || stored.equals(NONE)) {
                hasher.compareWithNobody(password);
                return new PasswordCheck(false, null);
            }
            return hasher.check(password, stored);
        });
    }

    public static ProblemException busy() {
        return ProblemException.unavailable("Too many sign-ins at the moment", RETRY_AFTER);
    }

    /** How many hashes have been computed since the start; tests hold the throttle against it. */
    public long hashesStarted() {
        return checking.started() + choosing.started();
    }

    @PreDestroy
    void stop() {
        checking.close();
        choosing.close();
    }
}
