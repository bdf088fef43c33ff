package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.call.InternalClient;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which users there are: a replica, and one read of auth for users who have just registered. */
@ApplicationScoped
public class UserDirectory {
    private final UserReplicaRepository replicas;
    private final InternalClient auth;

    UserDirectory(UserReplicaRepository replicas, InternalClient auth) {
        this.replicas = replicas;
        this.auth = auth;
    }

    /** Fails with 400 naming the field unless the user exists and the account is active. */
    public Uni<Void> requireActive(String field, String userId) {
        if (!IdGenerator.isValid(userId)) {
            return Uni.createFrom().failure(unknown(field));
        }
        return replicas.findStatus(userId)
                .chain(status ->
                        status == null ? askAuth(userId) : Uni.createFrom().item(status))
                .invoke(status -> {
                    if (status != UserStatus.ACTIVE) {
                        throw unknown(field);
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Fails with 403 unless the user's e-mail address is verified. Auth is asked each time: it is rarely needed, and has to be
     * right.
     */
    public Uni<Void> requireVerifiedEmail(String userId) {
        return auth.get("auth", "/internal/users/" + userId, EmailState.class)
                .invoke(user -> {
                    if (user == null || !user.emailVerified()) {
                        throw OrgBillingProblem.EMAIL_NOT_VERIFIED.because(
                                "What costs something takes a verified e-mail address");
                    }
                })
                .replaceWithVoid();
    }

    /** The user's e-mail address in its one form; empty until it is verified. Auth is asked each time. */
    public Uni<Optional<String>> verifiedEmail(String userId) {
        return auth.get("auth", "/internal/users/" + userId, EmailState.class)
                .map(user ->
                        user == null || !user.emailVerified() ? Optional.empty() : Optional.ofNullable(user.email()));
    }

    /** What auth tells of a user's e-mail address. */
    record EmailState(@Nullable String email, boolean emailVerified) {
        @Override
        public String toString() {
            return "EmailState";
        }
    }

    private Uni<@Nullable UserStatus> askAuth(String userId) {
        return auth.get("auth", "/internal/users/" + userId, UserState.class)
                .map(user -> user == null ? null : user.status());
    }

    private static ProblemException unknown(String field) {
        return ProblemException.invalid(field, "is no active user");
    }
}
