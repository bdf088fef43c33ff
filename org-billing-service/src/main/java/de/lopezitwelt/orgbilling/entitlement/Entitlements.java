package de.lopezitwelt.orgbilling.entitlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Publishes entitlements within the transactions that change what they follow from. */
@ApplicationScoped
public class Entitlements {
    private final EntitlementRepository rows;
    private final DefaultLimits defaults;
    private final ObjectMapper json;

    Entitlements(EntitlementRepository rows, DefaultLimits defaults, ObjectMapper json) {
        this.rows = rows;
        this.defaults = defaults;
        this.json = json;
    }

    /** Keeps the snapshot and adds it to what the change tells. */
    public Uni<Change> publish(EntitlementState state, Change change) {
        String key = key(state.subjectType(), state.subjectId());
        JsonNode tree = json.valueToTree(state);
        return rows.lock(key)
                .chain(row -> {
                    if (row == null) {
                        return rows.persist(new Entitlement(key, tree));
                    }
                    row.replace(tree);
                    return Uni.createFrom().item(row);
                })
                .map(row -> change.snapshot(state, key, row.version()));
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
        var state =
                new EntitlementState(type, subjectId, defaults.limits(), PlanType.FREE, null, null, null, null, true);
        return new EntitlementSnapshot(state, 0);
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
