package de.lopezitwelt.chat.retention;

import de.lopezitwelt.chat.replica.Replicas;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Retention rules: the caller's own, and those of an organization, which its owners and admins make. */
@ApplicationScoped
class RetentionService {
    private static final String TABLE = "retention_rules";

    private final RetentionRuleRepository rules;
    private final Replicas replicas;
    private final ChangeRecorder changes;
    private final RetentionConfig config;

    RetentionService(RetentionRuleRepository rules, Replicas replicas, ChangeRecorder changes, RetentionConfig config) {
        this.rules = rules;
        this.replicas = replicas;
        this.changes = changes;
        this.config = config;
    }

    /** Fails with 404 for a key of an organization, as the change does. */
    Uni<RetentionView> ofUser(Caller caller) {
        caller.requirePersonal();
        return rules.find(RetentionSubject.USER, caller.userId()).map(this::view);
    }

    /**
     * 404 for an API key of an organization, because the rule covers the user's other sessions too.
     *
     * @param keepDays null removes the rule
     */
    Uni<RetentionView> changeOfUser(Caller caller, @Nullable Integer keepDays) {
        caller.requirePersonal();
        return change(caller, RetentionSubject.USER, caller.userId(), keepDays);
    }

    Uni<RetentionView> ofOrganization(Caller caller, String organizationId) {
        return roleIn(caller, organizationId)
                .chain(role -> rules.find(RetentionSubject.ORGANIZATION, organizationId))
                .map(this::view);
    }

    Uni<RetentionView> changeOfOrganization(Caller caller, String organizationId, @Nullable Integer keepDays) {
        return roleIn(caller, organizationId).chain(role -> {
            if (role != MemberRole.OWNER && role != MemberRole.ADMIN) {
                throw ProblemException.forbidden(
                        "Owners and admins of the organization say how long it keeps sessions");
            }
            return change(caller, RetentionSubject.ORGANIZATION, organizationId, keepDays);
        });
    }

    /** An organization that the caller does not belong to is answered as if it did not exist. */
    private Uni<MemberRole> roleIn(Caller caller, String organizationId) {
        if (!caller.reaches(organizationId)) {
            return Uni.createFrom().failure(ProblemException::notFound);
        }
        return replicas.membership(organizationId, caller.userId())
                .plug(ProblemException::orNotFound)
                .map(membership -> membership.role());
    }

    private Uni<RetentionView> change(Caller caller, RetentionSubject subject, String id, @Nullable Integer keepDays) {
        return rules.inTransaction(transaction -> rules.isErased(transaction, subject, id)
                        .invoke(erased -> {
                            if (erased) {
                                throw ProblemException.notFound();
                            }
                        })
                        .chain(() -> rules.lock(transaction, subject, id))
                        .call(before -> keepDays == null
                                ? rules.delete(transaction, subject, id)
                                : rules.store(transaction, new RetentionRule(subject, id, keepDays)))
                        .call(before -> changes.record(transaction, change(caller, subject, id, before, keepDays))))
                .map(before -> view(keepDays));
    }

    private Change change(
            Caller caller, RetentionSubject subject, String id, @Nullable Integer before, @Nullable Integer after) {
        Change change = changes.by(caller.actor());
        String what = "retention." + subject.wireName() + "-changed";
        if (after == null) {
            return change.deleted(TABLE, id, what, values(before));
        }
        return before == null
                ? change.inserted(TABLE, id, what, values(after))
                : change.updated(TABLE, id, what, values(before), values(after));
    }

    private static @Nullable Map<String, Integer> values(@Nullable Integer keepDays) {
        return keepDays == null ? null : Map.of("keep_days", keepDays);
    }

    private RetentionView view(@Nullable Integer keepDays) {
        return new RetentionView(
                keepDays, config.keepDays().isPresent() ? config.keepDays().getAsInt() : null);
    }
}
