package de.lopezitwelt.orgbilling.member;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.orgbilling.member.permission.PermissionAdjustments;
import de.lopezitwelt.platform.persistence.column.JsonText;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code organization_members}. */
@ApplicationScoped
class OrganizationMemberRepository implements PanacheRepositoryBase<OrganizationMember, String> {
    Uni<@Nullable OrganizationMember> findMember(String organizationId, String userId) {
        return find("organizationId = ?1 and userId = ?2", organizationId, userId)
                .firstResult();
    }

    Uni<List<OrganizationMember>> findByUser(String userId) {
        return list("userId = ?1 order by id", userId);
    }

    Uni<List<OrganizationMember>> findByOrganization(String organizationId) {
        return list("organizationId = ?1 order by id", organizationId);
    }

    /** In the order of joining. */
    Uni<List<OrganizationMember>> findPage(String organizationId, PageRequest request) {
        Cursor cursor = request.cursor();
        String after = cursor == null ? "" : cursor.expect(1).id(0);
        return find("organizationId = ?1 and id > ?2 order by id", organizationId, after)
                .range(0, request.fetchSize() - 1)
                .list();
    }

    /** A user's memberships with their organizations locked, in the order of the organizations' ids. */
    Uni<List<OrganizationMember>> lockByUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(
                        "SELECT m.id, m.organization_id, m.user_id, m.role, CAST(m.permissions AS CHAR) AS permissions,"
                                + " m.version FROM organizations o JOIN organization_members m ON m.organization_id = o.id"
                                + " WHERE m.user_id = ? ORDER BY o.id FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(rows ->
                        rows.stream().map(OrganizationMemberRepository::member).toList());
    }

    /** How many organizations would be without an owner. Call after {@link #lockByUser}. */
    Uni<Long> countSoleOwnerships(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery(
                        "SELECT COUNT(*) AS n FROM organization_members m WHERE m.user_id = ? AND m.role = 'owner'"
                                + " AND NOT EXISTS (SELECT 1 FROM organization_members other"
                                + " LEFT JOIN user_replicas u ON u.user_id = other.user_id"
                                + " WHERE other.organization_id = m.organization_id AND other.role = 'owner'"
                                + " AND other.user_id <> m.user_id AND COALESCE(u.status, 'active') <> 'erasing')")
                .execute(Tuple.of(userId))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    /** The longest-standing owner; null when there is none. */
    Uni<@Nullable String> findOwner(SqlConnection transaction, String organizationId) {
        return transaction
                .preparedQuery("SELECT user_id FROM organization_members WHERE organization_id = ? AND role = 'owner'"
                        + " ORDER BY id LIMIT 1")
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getString("user_id"));
    }

    Uni<Void> remove(OrganizationMember member) {
        return delete("id", member.id()).replaceWithVoid();
    }

    Uni<Void> removeAll(String organizationId) {
        return delete("organizationId", organizationId).replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection transaction, OrganizationMember member) {
        return transaction
                .preparedQuery("DELETE FROM organization_members WHERE id = ?")
                .execute(Tuple.of(member.id()))
                .replaceWithVoid();
    }

    private static OrganizationMember member(Row row) {
        JsonNode permissions = new JsonText().convertToEntityAttribute(row.getString("permissions"));
        return new OrganizationMember(
                row.getString("id"),
                row.getString("organization_id"),
                row.getString("user_id"),
                WireEnum.parse(MemberRole.class, row.getString("role")),
                PermissionAdjustments.parse(PermissionAdjustments.stored(permissions)),
                row.getLong("version"));
    }

    /** Owners whose account is not about to be erased. */
    Uni<Long> countOwners(String organizationId) {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "SELECT COUNT(*) FROM organization_members m WHERE m.organization_id = ?1 AND m.role = 'owner'"
                                        + " AND NOT EXISTS (SELECT 1 FROM user_replicas u"
                                        + " WHERE u.user_id = m.user_id AND u.status = 'erasing')",
                                Long.class)
                        .setParameter(1, organizationId)
                        .getSingleResult());
    }
}
