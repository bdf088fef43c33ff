package de.lopezitwelt.auth.credential;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Tells which credentials have ended. An unknown one counts as ended. */
@ApplicationScoped
class CredentialService {
    private final Pool reader;
    private final CredentialRepository repository;
    private final Clock clock;

    CredentialService(@ReactiveDataSource("reader") Pool reader, CredentialRepository repository, Clock clock) {
        this.reader = reader;
        this.repository = repository;
        this.clock = clock;
    }

    Uni<CredentialIds> ended(CredentialIds asked) {
        return repository
                .usableKeys(reader, asked.keys(), clock.instant())
                .chain(keys -> repository
                        .livingSignIns(reader, asked.signInIds(), clock.instant())
                        .map(signIns ->
                                new CredentialIds(without(asked.keys(), keys), without(asked.signInIds(), signIns))));
    }

    private static List<String> without(List<String> asked, Set<String> living) {
        return asked.stream().filter(id -> !living.contains(id)).toList();
    }
}
