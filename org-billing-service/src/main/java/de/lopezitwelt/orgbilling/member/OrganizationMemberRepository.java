package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
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
