package de.lopezitwelt.auth.administrator;

import de.lopezitwelt.auth.user.UserAdministration;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says at the start what an operator must know about who administers the platform. */
@Singleton
class AdministratorNotice {
    private static final Logger LOG = Logger.getLogger(AdministratorNotice.class);

    private final UserAdministration administration;

    AdministratorNotice(UserAdministration administration) {
        this.administration = administration;
    }

    void say(@Observes StartupEvent event) {
        notice().subscribe()
                .with(
                        notice -> notice.ifPresent(LOG::warn),
                        failure -> LOG.warnf("it is not known who administers: %s", failure.getMessage()));
    }

    private Uni<Optional<String>> notice() {
        return administration
                .isAdministered()
                .map(administered -> of(administered, administration.firstRegisteredAdministers()));
    }

    static Optional<String> of(boolean administered, boolean firstRegistered) {
        if (firstRegistered) {
            return Optional.of(
                    "lopez.auth.administration.first-registered is on: on an empty platform, the first user to"
                            + " register becomes its administrator. That is for trials only.");
        }
        return administered
                ? Optional.empty()
                : Optional.of("Nobody administers this platform. ./lopez admin create makes an administrator.");
    }
}
