package de.lopezitwelt.orgbilling.enterpriseagent;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.column.JsonText;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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

    /** Those of an agent that change its configuration, in the order of their ids. */
    Uni<List<EnterpriseAgent>> findConfigured(String agentId, String afterId, int atMost) {
        return find("agentId = ?1 and customConfig is not null and id > ?2 order by id", agentId, afterId)
                .range(0, atMost - 1)
                .list();
    }

    /** The licences of an agent with their organizations locked, in the order of the organizations' ids. */
    Uni<List<EnterpriseAgent>> lockByAgent(SqlConnection transaction, String agentId) {
        return transaction
                .preparedQuery(
                        "SELECT e.id, e.organization_id, e.agent_id, CAST(e.custom_config AS CHAR) AS custom_config,"
                                + " CAST(e.usage_limits AS CHAR) AS usage_limits, e.is_active, e.updated_at, e.version"
                                + " FROM organizations o JOIN enterprise_agents e ON e.organization_id = o.id"
                                + " WHERE e.agent_id = ? ORDER BY o.id FOR UPDATE")
                .execute(Tuple.of(agentId))
                .map(rows ->
                        rows.stream().map(EnterpriseAgentRepository::licence).toList());
    }

    Uni<Void> remove(EnterpriseAgent licence) {
        return delete("id", licence.id()).replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection transaction, EnterpriseAgent licence) {
        return transaction
                .preparedQuery("DELETE FROM enterprise_agents WHERE id = ?")
                .execute(Tuple.of(licence.id()))
                .replaceWithVoid();
    }

    private static EnterpriseAgent licence(Row row) {
        var json = new JsonText();
        Instant updatedAt = DateTimes.instant(row.getLocalDateTime("updated_at"));
        var licence = new EnterpriseAgent(
                row.getString("id"), row.getString("organization_id"), row.getString("agent_id"), updatedAt);
        licence.change(
                json.convertToEntityAttribute(row.getString("custom_config")),
                json.convertToEntityAttribute(row.getString("usage_limits")),
                row.getBoolean("is_active"),
                row.getLong("version"),
                updatedAt);
        return licence;
    }
}
