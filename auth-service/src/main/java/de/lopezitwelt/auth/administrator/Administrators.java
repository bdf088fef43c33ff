package de.lopezitwelt.auth.administrator;

import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.user.UserAdministration;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.email.RecipientRepository;
import de.lopezitwelt.auth.user.record.NewAccount;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes administrators, as often as the operator asks for one. */
@ApplicationScoped
class Administrators {
    private final Users users;
    private final UserAdministration administration;
    private final RecipientRepository recipients;
    private final Passwords passwords;
    private final Pool pool;

    Administrators(
            Users users,
            UserAdministration administration,
            RecipientRepository recipients,
            Passwords passwords,
            Pool pool) {
        this.users = users;
        this.administration = administration;
        this.recipients = recipients;
        this.passwords = passwords;
        this.pool = pool;
    }

    /** An account whose e-mail the operator vouches for. Fails with 409 when the e-mail is registered. */
    Uni<UserRecord> create(EmailAddress email, String password, String name, Actor operator) {
        passwords.require("password", password, List.of(email.normalised(), name));
        return passwords
                .hash(password)
                .map(hash -> new NewAccount(email, hash, name, UserRole.ADMIN, true))
                .chain(account -> users.register(account, operator));
    }

    /**
     * Fails with 404 when nobody has registered the e-mail. Does and records nothing when the user is an administrator
     * already.
     */
    Uni<UserRecord> grant(EmailAddress email, Actor operator) {
        return recipients
                .findByEmail(pool, email.normalised())
                .plug(ProblemException::orNotFound)
                .chain(known -> administration.changeRole(known.userId(), UserRole.ADMIN, operator));
    }

    Uni<Page<UserRecord>> list(PageRequest page) {
        return administration.listAdministrators(page);
    }
}
