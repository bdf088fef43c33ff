package de.lopezitwelt.platform.web.audit;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The records of one change: domain event, snapshot or tombstone, audit record, activity. A feature's journal builds it with
 * {@link ChangeRecorder#by}; {@link ChangeRecorder#record} writes it in the transaction of the change.
 */
public final class Change {
    private final Events events;
    private final AuditEvents audit;
    private final ActivityEvents activity;
    private final @Nullable Actor actor;
    private final List<OutboxMessage> messages = new ArrayList<>();
    /** Digests of activities that have no audit record of their own, by id. */
    private final Map<String, String> seals = new LinkedHashMap<>();

    Change(Events events, AuditEvents audit, ActivityEvents activity, @Nullable Actor actor) {
        this.events = events;
        this.audit = audit;
        this.activity = activity;
        this.actor = actor;
    }

    /** @param version the aggregate's version after the change, assigned under its row lock */
    public Change event(Record event, String aggregateId, long version) {
        return add(events.domain(event, aggregateId, version, actor == null ? null : actor.reference()));
    }

    /** The full state, for replicas. Versions of one key never fall. */
    public Change snapshot(Record state, String key, long version) {
        return add(events.state(state, key, version));
    }

    /** The end of a key on a state topic. */
    public Change tombstone(Class<? extends Record> stateType, String key, long version) {
        return add(events.tombstone(stateType, key, version));
    }

    /** @param what what happened, dotted lower case, e.g. {@code agent.created} */
    public Change inserted(String table, String recordId, String what, @Nullable Object after) {
        return add(audit.message(actor(), AuditAction.INSERT, table, recordId, what, null, after));
    }

    public Change updated(String table, String recordId, String what, @Nullable Object before, @Nullable Object after) {
        return add(audit.message(actor(), AuditAction.UPDATE, table, recordId, what, before, after));
    }

    public Change deleted(String table, String recordId, String what, @Nullable Object before) {
        return add(audit.message(actor(), AuditAction.DELETE, table, recordId, what, before, null));
    }

    /** Adds an activity to the acting user's list; does nothing when a service acts. */
    public Change activity(String what, String resourceType, String resourceId, @Nullable Object about) {
        String userId = actor().userId();
        return userId == null ? this : activityOf(userId, what, resourceType, resourceId, about);
    }

    /** Adds an activity to the list of a user other than the actor: the owner of an account that an administrator or a stranger acts on. */
    public Change activityOf(
            String userId,
            String what,
            @Nullable String resourceType,
            @Nullable String resourceId,
            @Nullable Object about) {
        return add(activity.message(userId, actor(), what, resourceType, resourceId, about));
    }

    /**
     * As {@link #activityOf}, without an audit record of its own: for actions so frequent that two records would cost more
     * than the action. One audit record of the transaction holds digests of all such activities, so that no later change of
     * them goes unnoticed.
     *
     * @param about texts, whole numbers and booleans
     */
    public Change sealedActivityOf(
            String userId, String what, String resourceType, String resourceId, Map<String, Object> about) {
        ActivityEvents.Sealed sealed = activity.sealed(userId, actor(), what, resourceType, resourceId, about);
        seals.put(sealed.message().id(), sealed.digest());
        return add(sealed.message());
    }

    /** Adds the records of another change of the same transaction. */
    public Change and(Change other) {
        messages.addAll(other.messages);
        seals.putAll(other.seals);
        return this;
    }

    List<OutboxMessage> messages() {
        if (seals.isEmpty()) {
            return messages;
        }
        List<OutboxMessage> all = new ArrayList<>(messages);
        all.add(audit.sealing(seals));
        return all;
    }

    private Actor actor() {
        return Objects.requireNonNull(actor, "only an actor's change is audited or told to a user");
    }

    private Change add(OutboxMessage message) {
        messages.add(message);
        return this;
    }
}
