package de.lopezitwelt.auth.login.history;

import de.lopezitwelt.auth.export.PersonalData;
import de.lopezitwelt.auth.user.record.UserRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attempts to sign in with a person's e-mail, as far as they are kept. */
@ApplicationScoped
class LoginHistory implements PersonalData {
    private final Pool pool;
    private final LoginAttemptRepository repository;

    LoginHistory(Pool pool, LoginAttemptRepository repository) {
        this.pool = pool;
        this.repository = repository;
    }

    record Entry(
            Instant at,
            boolean success,
            String ipAddress,
            @Nullable String userAgent) {}

    @Override
    public String section() {
        return "login_attempts";
    }

    @Override
    public Uni<List<Entry>> of(UserRecord user) {
        return repository.findAttempts(pool, user.email());
    }
}
