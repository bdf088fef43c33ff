package de.lopezitwelt.orgbilling.entitlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Publishes entitlements within the transactions that change what they follow from. */
@ApplicationScoped
public class Entitlements {
    private final EntitlementRepository rows;
    private final DefaultLimits defaults;
    private final Events events;
    private final ObjectMapper json;

    Entitlements(EntitlementRepository rows, DefaultLimits defaults, Events events, ObjectMapper json) {
        this.rows = rows;
        this.defaults = defaults;
        this.events = events;
        this.json = json;
    }

    /** Keeps the snapshot and answers the message that tells the services of it. */
    public Uni<List<OutboxMessage>> publish(EntitlementState state) {
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
                .map(row -> List.of(events.state(state, key, row.version())));
    }

    /** Ends the subject's entitlement; nothing to tell when there was none. */
    public Uni<List<OutboxMessage>> withdraw(EntitlementSubject type, String subjectId) {
        String key = key(type, subjectId);
        return rows.lock(key).chain(row -> {
            if (row == null) {
                return Uni.createFrom().item(List.of());
            }
            var end = events.tombstone(EntitlementState.class, key, row.version() + 1);
            return rows.delete(row).replaceWith(List.of(end));
        });
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
