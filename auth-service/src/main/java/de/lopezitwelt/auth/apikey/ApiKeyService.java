package de.lopezitwelt.auth.apikey;

import de.lopezitwelt.auth.AuthProblem;
import de.lopezitwelt.auth.apikey.grant.ApiKeyPolicy;
import de.lopezitwelt.auth.apikey.grant.Grant;
import de.lopezitwelt.auth.apikey.grant.GrantSeal;
import de.lopezitwelt.auth.membership.Memberships;
import de.lopezitwelt.auth.verification.EmailVerification;
import de.lopezitwelt.auth.verification.UnverifiedAction;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.Sha256;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/** A user's keys. */
@ApplicationScoped
class ApiKeyService {
    private static final String TABLE = "api_keys";
    private static final String RESOURCE = "api_key";
    private static final int HINT_LENGTH = ApiKeyFormat.PREFIX.length() + 4;

    private final Mutiny.SessionFactory sessions;
    private final ApiKeyRepository repository;
    private final GrantSeal seal;
    private final Memberships memberships;
    private final EmailVerification verification;
    private final ApiKeyConfig config;
    private final ChangeRecorder changes;
    private final Idempotency idempotency;
    private final IdGenerator ids;
    private final SecureRandom random;
    private final Clock clock;

    ApiKeyService(
            Mutiny.SessionFactory sessions,
            ApiKeyRepository repository,
            GrantSeal seal,
            Memberships memberships,
            EmailVerification verification,
            ApiKeyConfig config,
            ChangeRecorder changes,
            Idempotency idempotency,
            IdGenerator ids,
            SecureRandom random,
            Clock clock) {
        this.sessions = sessions;
        this.repository = repository;
        this.seal = seal;
        this.memberships = memberships;
        this.verification = verification;
        this.config = config;
        this.changes = changes;
        this.idempotency = idempotency;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    Uni<NewApiKey> create(Caller caller, String name, Grant grant) {
        ApiKeyPolicy.objection(grant, clock.instant()).ifPresent(violation -> {
            throw ProblemException.invalid(violation.field(), violation.reason());
        });
        String secret = ApiKeyFormat.generate(random);
        ApiKey key = draw(name, grant, secret);
        String id = key.toView().id();
        Change created = changes.by(caller.actor())
                .inserted(TABLE, id, "api_key.created", Map.of("name", name, "scopes", grant.permissions()))
                .activityOf(grant.userId(), "api_key.created", RESOURCE, id, null);
        return verification
                .requireFor(UnverifiedAction.API_KEYS, grant.userId())
                .chain(() -> requireMembership(grant))
                .chain(() -> sessions.withTransaction((session, transaction) -> repository
                        .countActiveLockingOwner(session, grant.userId(), clock.instant())
                        .invoke(this::requireRoom)
                        .chain(() -> store(session, key, created))
                        .map(ignored -> new NewApiKey(key.toView(), secret))));
    }

    /**
     * A successor with the same name, scopes, organization and expiry; the old key works on beside it.
     *
     * @param overlap how long, 0 or more; never beyond the old key's own expiry
     * @return fails with 409 when the key has a successor already
     */
    Uni<NewApiKey> rotate(Caller caller, String id, Duration overlap) {
        String userId = caller.userId();
        Instant now = clock.instant();
        String secret = ApiKeyFormat.generate(random);
        return sessions.withTransaction((session, transaction) -> repository
                .countActiveLockingOwner(session, userId, now)
                .invoke(this::requireRoom)
                .chain(() -> lock(session, userId, id))
                .chain(old -> {
                    requireRotatable(old, now);
                    ApiKey successor = draw(old.name(), old.grant(), secret);
                    String successorId = successor.toView().id();
                    Grant ending = old.grant().until(now.plus(overlap));
                    old.retire(successorId, Objects.requireNonNull(ending.expiresAt()), seal.seal(ending, id), now);
                    Change rotated = changes.by(caller.actor())
                            .updated(TABLE, id, "api_key.rotated", null, Map.of("replaced_by", successorId))
                            .activityOf(userId, "api_key.rotated", RESOURCE, id, null);
                    return store(session, successor, rotated)
                            .replaceWith(() -> new NewApiKey(successor.toView(), secret));
                }));
    }

    /** Fails with 503 when nobody can tell. */
    private Uni<Void> requireMembership(Grant grant) {
        String organizationId = grant.organizationId();
        Uni<Boolean> belongs = organizationId == null
                ? Uni.createFrom().item(true)
                : memberships.exists(organizationId, grant.userId());
        return belongs.invoke(member -> {
                    if (!member) {
                        throw ProblemException.invalid("organization_id", "is no organization that you belong to");
                    }
                })
                .replaceWithVoid();
    }

    private static void requireRotatable(ApiKey key, Instant now) {
        Instant expiresAt = key.grant().expiresAt();
        if (key.isReplaced()) {
            throw ProblemException.conflict("The key has a successor already");
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ProblemException.conflict("The key has expired");
        }
    }

    private ApiKey draw(String name, Grant grant, String secret) {
        String id = ids.next();
        return new ApiKey(
                id,
                name,
                grant,
                seal.seal(grant, id),
                Sha256.hex(secret),
                secret.substring(0, HINT_LENGTH),
                IdGenerator.timeOf(id));
    }

    private Uni<Void> store(Mutiny.Session session, ApiKey key, Change change) {
        ApiKeyView view = key.toView();
        return session.persist(key)
                .chain(() -> changes.record(session, change))
                .chain(() -> idempotency.record(session, Outcome.created("/api/v1/api-keys/" + view.id(), view)));
    }

    Uni<Page<ApiKeyView>> list(String userId, PageRequest page) {
        return sessions.withSession(session -> repository.findPageOfActive(session, userId, page))
                .map(rows -> Page.of(rows, page, key -> Cursor.of(key.toView().id()), ApiKey::toView));
    }

    Uni<ApiKeyView> find(String userId, String id) {
        return sessions.withSession(session -> repository.findActive(session, userId, id))
                .plug(ProblemException::orNotFound)
                .map(ApiKey::toView);
    }

    Uni<ApiKeyView> rename(Caller caller, String id, IfMatch condition, String name) {
        Instant now = clock.instant();
        return sessions.withTransaction((session, transaction) -> lock(session, caller.userId(), id)
                .invoke(key -> condition.check(key.version()))
                .chain(key -> {
                    String before = key.toView().name();
                    key.rename(name, now);
                    Change renamed = changes.by(caller.actor())
                            .updated(TABLE, id, "api_key.renamed", Map.of("name", before), Map.of("name", name));
                    return changes.record(session, renamed).replaceWith(key);
                })
                .map(ApiKey::toView));
    }

    /** Felt everywhere within the few seconds that services remember an answer about a key. */
    Uni<Void> revoke(Caller caller, String id) {
        Instant now = clock.instant();
        return sessions.withTransaction((session, transaction) -> lock(session, caller.userId(), id)
                .invoke(key -> key.revoke(now))
                .chain(() -> changes.record(
                        session,
                        changes.by(caller.actor())
                                .updated(TABLE, id, "api_key.revoked", Map.of("active", true), Map.of("active", false))
                                .activityOf(caller.userId(), "api_key.revoked", RESOURCE, id, null))));
    }

    private Uni<ApiKey> lock(Mutiny.Session session, String userId, String id) {
        return repository.lockActive(session, userId, id).plug(ProblemException::orNotFound);
    }

    private void requireRoom(long active) {
        if (active >= config.perUser()) {
            throw new ProblemException(
                    AuthProblem.TOO_MANY_API_KEYS, "At most " + config.perUser() + " active keys; revoke one first");
        }
    }
}
