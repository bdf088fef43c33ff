package de.lopezitwelt.auth.account;

import de.lopezitwelt.auth.login.throttle.LoginThrottle;
import de.lopezitwelt.auth.login.throttle.ThrottleSubject;
import de.lopezitwelt.auth.password.HashingOverloadedException;
import de.lopezitwelt.auth.password.PasswordCheck;
import de.lopezitwelt.auth.password.Passwords;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.record.Account;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Changes a user makes to the own account. */
@ApplicationScoped
class AccountService {
    private final Users users;
    private final Passwords passwords;
    private final LoginThrottle throttle;

    AccountService(Users users, Passwords passwords, LoginThrottle throttle) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /** Fails with 404 for a key of an organization: an account is its person's alone. */
    Uni<Account> find(Caller caller) {
        caller.requirePersonal();
        return users.findAccount(caller.userId());
    }

    /** As {@link #find} does. */
    Uni<Account> update(Caller caller, IfMatch condition, AccountEdit edit, Actor actor) {
        caller.requirePersonal();
        var objections = ProfilePolicy.objections(edit.profileOrEmpty());
        if (!objections.isEmpty()) {
            throw ProblemException.invalid(objections);
        }
        return users.update(caller.userId(), condition, edit.name().strip(), edit.profileOrEmpty(), actor);
    }

    /** Guessing the current password here is throttled by the same counters as signing in. */
    Uni<Void> changePassword(String userId, String currentPassword, String newPassword, Actor actor) {
        return users.find(userId)
                .invoke(user -> passwords.require("new_password", newPassword, List.of(user.email(), user.name())))
                .chain(user -> change(user, currentPassword, newPassword, actor));
    }

    private Uni<Void> change(UserRecord user, String currentPassword, String newPassword, Actor actor) {
        var subject = ThrottleSubject.of(user.email(), actor.ipAddress());
        return throttle.reserve(subject)
                .chain(() -> users.passwordHash(user.id()))
                .chain(stored -> check(subject, currentPassword, stored)
                        .call(() -> throttle.markSucceeded(subject))
                        .chain(() -> passwords.hash(newPassword))
                        .chain(hash -> users.changePassword(user.id(), stored, hash, actor)));
    }

    private Uni<PasswordCheck> check(ThrottleSubject subject, String password, String stored) {
        return passwords
                .check(password, stored)
                .onFailure(HashingOverloadedException.class)
                .call(() -> throttle.takeBack(subject))
                .onFailure(HashingOverloadedException.class)
                .transform(e -> Passwords.busy())
                .call(check -> check.matches() ? Uni.createFrom().voidItem() : reject(subject));
    }

    private Uni<Void> reject(ThrottleSubject subject) {
        return throttle.markFailed(subject)
                .chain(() -> Uni.createFrom()
                        .failure(ProblemException.invalid("current_password", "is not the current password")));
    }

    Uni<Void> signOutEverywhere(String userId, Actor actor) {
        return users.signOutEverywhere(userId, actor);
    }
}
