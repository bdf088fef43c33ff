package de.lopezitwelt.orgbilling.entitlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Publishes entitlements within the transactions that change what they follow from. */
@ApplicationScoped
public class Entitlements {
    private final EntitlementRepository rows;
    private final DefaultLimits defaults;
    private final ChangeRecorder changes;
    private final ObjectMapper json;
    private final Actor self;

    Entitlements(
            EntitlementRepository rows,
            DefaultLimits defaults,
            ChangeRecorder changes,
            ObjectMapper json,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.rows = rows;
        this.defaults = defaults;
        this.changes = changes;
        this.json = json;
        this.self = Actor.ofService(service);
    }

    /** Keeps the snapshot and adds it to what the change tells. */
    public Uni<Change> publish(EntitlementState state, Change change) {
        String key = key(state.subjectType(), state.subjectId());
        return rows.lock(key).chain(row -> {
            if (row == null) {
                return rows.persist(new Entitlement(key, json.valueToTree(state), terms(state)))
                        .replaceWith(() -> change.snapshot(state, key, 1));
            }
            return Uni.createFrom().item(replaced(row, state, change));
        });
    }

    /** Whether a user or an organization is active does not follow from what was bought: it stays as it was. */
    private Change replaced(Entitlement row, EntitlementState state, Change change) {
        EntitlementState replacing = state.planType() == null
                ? state
                : active(state, read(row.state()).isActive());
        return store(row, replacing, change);
    }

    private Change store(Entitlement row, EntitlementState state, Change change) {
        row.replace(json.valueToTree(state), terms(state));
        return change.snapshot(state, row.subjectKey(), row.version());
    }

    /** Publishes whether anything may be used at all. Records nothing when there is no entitlement. */
    public Uni<Change> activate(EntitlementSubject type, String subjectId, boolean active, Change change) {
        return rows.lock(key(type, subjectId))
                .map(row -> row == null ? change : store(row, active(read(row.state()), active), change));
    }

    private static EntitlementState active(EntitlementState state, boolean active) {
        return new EntitlementState(
                state.subjectType(),
                state.subjectId(),
                state.limits(),
                state.planType(),
                state.status(),
                state.organizationId(),
                state.agentId(),
                state.customConfig(),
                active);
    }

    private @Nullable String terms(EntitlementState state) {
        return state.planType() == null ? null : defaults.terms();
    }

    /** The free entitlement for a user who has none; within the transaction that learns of the user. */
    public Uni<Void> grantFree(SqlConnection transaction, String userId) {
        return grantedFree(transaction, userId).replaceWithVoid();
    }

    /** As {@link #grantFree(SqlConnection, String)}, in a transaction of its own. Answers whether there was none. */
    Uni<Boolean> grantFree(String userId) {
        return rows.inTransaction(transaction -> grantedFree(transaction, userId));
    }

    private Uni<Boolean> grantedFree(SqlConnection transaction, String userId) {
        String key = key(EntitlementSubject.USER, userId);
        var state = free(EntitlementSubject.USER, userId);
        return rows.insertOfUser(
                        transaction, key, userId, json.valueToTree(state).toString(), defaults.terms())
                .call(granted -> granted
                        ? changes.record(transaction, changes.by(self).snapshot(state, key, 1))
                        : Uni.createFrom().voidItem());
    }

    /**
     * Publishes again what follows from today's plans. Answers false when the entitlement has ended meanwhile.
     *
     * @param bought null for the free plan's
     */
    Uni<Boolean> renew(String key, @Nullable EntitlementState bought) {
        return rows.lock(key).chain(row -> row == null ? Uni.createFrom().item(false) : renewed(row, bought));
    }

    private Uni<Boolean> renewed(Entitlement row, @Nullable EntitlementState bought) {
        EntitlementState known = read(row.state());
        EntitlementState state = bought == null ? free(known.subjectType(), known.subjectId()) : bought;
        return changes.record(replaced(row, state, changes.by(self))).replaceWith(true);
    }

    Uni<List<String>> usersWithout(String afterUserId, int atMost) {
        return rows.findUsersWithout(afterUserId, atMost);
    }

    Uni<List<String>> outdated(String afterKey, int atMost) {
        return rows.findOutdated(defaults.terms(), afterKey, atMost);
    }

    /** Ends the subject's entitlement. Records nothing when there was none. */
    public Uni<Change> withdraw(EntitlementSubject type, String subjectId, Change change) {
        String key = key(type, subjectId);
        return rows.lock(key)
                .chain(row -> row == null
                        ? Uni.createFrom().item(change)
                        : rows.remove(row).replaceWith(() -> ended(key, row.version(), change)));
    }

    /** As above, within a transaction of the reactive client. */
    public Uni<Change> withdraw(SqlConnection transaction, EntitlementSubject type, String subjectId, Change change) {
        String key = key(type, subjectId);
        return rows.remove(transaction, key).map(version -> version == null ? change : ended(key, version, change));
    }

    private static Change ended(String key, long lastVersion, Change change) {
        return change.tombstone(EntitlementState.class, key, lastVersion + 1);
    }

    /** The subject's entitlement; the free plan's for users and organizations without one, else 404. */
    @WithSession
    public Uni<EntitlementSnapshot> find(EntitlementSubject type, String subjectId) {
        return rows.findById(key(type, subjectId))
                .map(row -> row == null
                        ? fallback(type, subjectId)
                        : new EntitlementSnapshot(read(row.state()), row.version()));
    }

    private EntitlementSnapshot fallback(EntitlementSubject type, String subjectId) {
        if (type != EntitlementSubject.USER && type != EntitlementSubject.ORGANIZATION) {
            throw ProblemException.notFound();
        }
        return new EntitlementSnapshot(free(type, subjectId), 0);
    }

    private EntitlementState free(EntitlementSubject type, String subjectId) {
        return new EntitlementState(type, subjectId, defaults.limits(), PlanType.FREE, null, null, null, null, true);
    }

    private EntitlementState read(JsonNode tree) {
        try {
            return json.treeToValue(tree, EntitlementState.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored entitlement cannot be read", broken);
        }
    }

    private static String key(EntitlementSubject type, String subjectId) {
        return type.wireName() + ":" + subjectId;
    }
}
