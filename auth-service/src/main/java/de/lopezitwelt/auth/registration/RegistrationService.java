package de.lopezitwelt.auth.registration;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.user.EmailAddress;
import de.lopezitwelt.auth.user.UserRecord;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Creates accounts. */
@ApplicationScoped
class RegistrationService {
    private final RegistrationConfig config;
    private final Users users;
    private final Passwords passwords;

    RegistrationService(RegistrationConfig config, Users users, Passwords passwords) {
        this.config = config;
        this.users = users;
        this.passwords = passwords;
    }

    /** Looks for the e-mail before hashing, since hashing is what costs; the unique key decides in the end. */
    Uni<UserRecord> register(EmailAddress email, String password, String name, Actor actor) {
        return requireOpen()
                .invoke(() -> passwords.require("password", password, List.of(email.normalised(), name)))
                .chain(() -> users.isTaken(email))
                .invoke(taken -> {
                    if (taken) {
                        throw Users.emailTaken();
                    }
                })
                .chain(() -> passwords.hash(password))
                .chain(hash -> users.register(email, hash, name, actor));
    }

    private Uni<Void> requireOpen() {
        if (config.policy() == RegistrationPolicy.OPEN) {
            return Uni.createFrom().voidItem();
        }
        return users.hasAny().map(any -> {
            if (!config.policy().admits(!any)) {
                throw new ProblemException(AuthProblem.REGISTRATION_CLOSED);
            }
            return null;
        });
    }
}
