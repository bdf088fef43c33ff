package de.lopezitwelt.orgbilling.enterpriseagent;

import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code enterprise_agents}. */
@ApplicationScoped
class EnterpriseAgentRepository implements PanacheRepositoryBase<EnterpriseAgent, String> {
    Uni<@Nullable EnterpriseAgent> findLicence(String organizationId, String id) {
        return find("organizationId = ?1 and id = ?2", organizationId, id).firstResult();
    }

    Uni<@Nullable EnterpriseAgent> findByAgent(String organizationId, String agentId) {
        return find("organizationId = ?1 and agentId = ?2", organizationId, agentId)
                .firstResult();
    }

    Uni<List<EnterpriseAgent>> findByOrganization(String organizationId) {
        return list("organizationId = ?1 order by id", organizationId);
    }

    Uni<List<EnterpriseAgent>> findPage(String organizationId, PageRequest request) {
        Cursor cursor = request.cursor();
        String after = cursor == null ? "" : cursor.expect(1).id(0);
        return find("organizationId = ?1 and id > ?2 order by id", organizationId, after)
                .range(0, request.fetchSize() - 1)
                .list();
    }

    Uni<Long> countByAgent(String agentId) {
        return count("agentId", agentId);
    }
}
