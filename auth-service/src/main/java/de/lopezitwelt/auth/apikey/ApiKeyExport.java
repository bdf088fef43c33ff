package de.lopezitwelt.auth.apikey;

import de.lopezitwelt.auth.export.PersonalData;
import de.lopezitwelt.auth.user.record.UserRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** A person's keys, including revoked ones, without their secrets. */
@ApplicationScoped
class ApiKeyExport implements PersonalData {
    private final Mutiny.SessionFactory sessions;
    private final ApiKeyRepository repository;

    ApiKeyExport(Mutiny.SessionFactory sessions, ApiKeyRepository repository) {
        this.sessions = sessions;
        this.repository = repository;
    }

    @Override
    public String section() {
        return "api_keys";
    }

    @Override
    public Uni<List<ApiKeyView>> of(UserRecord user) {
        return sessions.withSession(session -> repository.findAll(session, user.id()))
                .map(keys -> keys.stream().map(ApiKey::toView).toList());
    }
}
