package de.lopezitwelt.auth.apikey;

import de.lopezitwelt.auth.apikey.grant.GrantSeal;
import de.lopezitwelt.auth.membership.Memberships;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.persistence.Sha256;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Tells services the owner and the rights of a key. */
@ApplicationScoped
class IntrospectionService {
    private final Pool writer;
    private final Pool reader;
    private final IntrospectionRepository repository;
    private final GrantSeal seal;
    private final Memberships memberships;
    private final LastUsedKeys lastUsed;
    private final ChangeRecorder changes;
    private final Clock clock;

    IntrospectionService(
            Pool writer,
            @ReactiveDataSource("reader") Pool reader,
            IntrospectionRepository repository,
            GrantSeal seal,
            Memberships memberships,
            LastUsedKeys lastUsed,
            ChangeRecorder changes,
            Clock clock) {
        this.writer = writer;
        this.reader = reader;
        this.repository = repository;
        this.seal = seal;
        this.memberships = memberships;
        this.lastUsed = lastUsed;
        this.changes = changes;
        this.clock = clock;
    }

    /** Empty unless the key can be used. The answer does not say why it cannot. */
    Uni<Optional<PresentedKey>> introspect(String key, Actor asking) {
        if (!ApiKeyFormat.isWellFormed(key)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return repository.findByHash(reader, Sha256.hex(key)).chain(found -> {
            if (found == null || !found.isUsable(clock.instant())) {
                return Uni.createFrom().item(Optional.empty());
            }
            if (!seal.confirms(found.sealedGrant(), found.grant(), found.id())) {
                return reportTampering(found, asking).replaceWith(Optional.empty());
            }
            return belongs(found).map(belongs -> {
                if (!belongs) {
                    return Optional.empty();
                }
                lastUsed.note(found.id());
                return Optional.of(found);
            });
        });
    }

    /** A key of an organization lives as long as its owner's membership. Fails with 503 when nobody can tell. */
    private Uni<Boolean> belongs(PresentedKey key) {
        String organizationId = key.grant().organizationId();
        return organizationId == null || key.ownerIsMember()
                ? Uni.createFrom().item(true)
                : memberships.ask(organizationId, key.grant().userId());
    }

    private Uni<Void> reportTampering(PresentedKey key, Actor asking) {
        Change refused = changes.by(asking)
                .updated(
                        "api_keys",
                        key.id(),
                        "api_key.seal-mismatch",
                        null,
                        Map.of("user_id", key.grant().userId(), "refused", true));
        return writer.withTransaction(transaction -> changes.record(transaction, refused));
    }
}
