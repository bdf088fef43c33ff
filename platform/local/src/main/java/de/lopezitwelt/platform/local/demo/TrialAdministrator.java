package de.lopezitwelt.platform.local.demo;

import de.lopezitwelt.platform.local.operator.Administrators;
import de.lopezitwelt.platform.local.operator.OperatorAccess;
import de.lopezitwelt.platform.local.operator.OperatorClient;
import de.lopezitwelt.platform.local.operator.ServiceFailure;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The administrator whose login {@code up} shows. The operator makes the account, so that it administers however many
 * others registered before.
 */
public final class TrialAdministrator {
    private final DemoUser user;
    private final Administrators administrators;
    private final Path done;

    TrialAdministrator(DemoUser user, Administrators administrators, Path done) {
        this.user = user;
        this.administrators = administrators;
        this.done = done;
    }

    public static TrialAdministrator of(LocalPlatform platform) {
        return new TrialAdministrator(
                DemoUser.of(platform),
                new Administrators(new OperatorClient(OperatorAccess.of(platform, Map.of()))),
                platform.settings().state().secrets().resolve("administrator.made"));
    }

    public DemoUser user() {
        return user;
    }

    /**
     * Makes the administrator, once: what becomes of the account later is the users' affair. An account of an earlier
     * version is made an administrator's, but never one with another password: it belongs to another person.
     *
     * @throws IOException when there is none now; another call tries again
     */
    public void make() throws IOException, InterruptedException {
        if (Files.exists(done)) {
            return;
        }
        try {
            administrators.create(user.email(), "Administrator", user.password());
        } catch (ServiceFailure failure) {
            if (failure.status() != ServiceFailure.CONFLICT) {
                throw failure;
            }
            requireOwn();
            administrators.grant(user.email());
        }
        Files.createFile(done);
    }

    private void requireOwn() throws IOException, InterruptedException {
        try {
            user.logIn();
        } catch (ServiceFailure failure) {
            if (failure.status() == ServiceFailure.UNAUTHORIZED) {
                throw new IOException(
                        user.email() + " is registered with a password that this platform does not know", failure);
            }
            throw failure;
        }
    }
}
