package de.lopezitwelt.chat.retention;

import de.lopezitwelt.kernel.erasure.OrganizationErasure;
import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Rules of retention go with their user or organization. */
@ApplicationScoped
@Priority(20)
class RetentionErasure implements UserErasure, OrganizationErasure {
    private final RetentionRuleRepository rules;

    RetentionErasure(RetentionRuleRepository rules) {
        this.rules = rules;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rules.delete(transaction, RetentionSubject.USER, userId);
    }

    @Override
    public Uni<Void> eraseOrganization(SqlConnection transaction, String organizationId) {
        return rules.delete(transaction, RetentionSubject.ORGANIZATION, organizationId);
    }
}
