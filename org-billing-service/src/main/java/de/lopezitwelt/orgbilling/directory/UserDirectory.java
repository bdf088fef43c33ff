package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.call.InternalClient;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which users there are: a replica, and one read of auth for users who have just registered. */
@ApplicationScoped
public class UserDirectory {
    private static final Logger LOG = Logger.getLogger(UserDirectory.class);

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

    /**
     * Names and e-mail addresses by the users' ids, at most 100. Without those that auth does not know, and empty while it does
     * not answer: who belongs where is told all the same.
     */
    public Uni<Map<String, Profile>> profiles(List<String> userIds) {
        if (userIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return auth.post("auth", "/internal/users/profiles", Map.of("user_ids", userIds), Profiles.class)
                .map(answer -> answer == null
                        ? Map.<String, Profile>of()
                        : answer.data().stream().collect(Collectors.toMap(Profile::userId, profile -> profile)))
                .onFailure()
                .invoke(away -> LOG.infof("Members are listed without names: %s", away.getMessage()))
                .onFailure()
                .recoverWithItem(Map.<String, Profile>of());
    }

    record Profiles(List<Profile> data) {}

    /** Of a person, as auth has it. */
    public record Profile(String userId, String name, String email) {
        @Override
        public String toString() {
            return "Profile of " + userId;
        }
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
