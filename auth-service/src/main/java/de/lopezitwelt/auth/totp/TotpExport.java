package de.lopezitwelt.auth.totp;

import de.lopezitwelt.auth.export.PersonalData;
import de.lopezitwelt.auth.user.record.UserRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Exports that there is an authenticator; its secret is never exported. */
@ApplicationScoped
class TotpExport implements PersonalData {
    private final TotpService service;

    TotpExport(TotpService service) {
        this.service = service;
    }

    @Override
    public String section() {
        return "second_factor";
    }

    @Override
    public Uni<TotpStatus> of(UserRecord user) {
        return service.status(user.id());
    }
}
