package de.lopezitwelt.agent.agent;

import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows of {@code ai_agents}. */
@ApplicationScoped
public class AgentRepository implements PanacheRepositoryBase<Agent, String> {
    private static final String LAST = "g"; // sorts after every id

    private final Pool reader;

    AgentRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    public Uni<@Nullable Agent> lock(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Uni<List<Agent>> findAll(List<String> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(List.of()) : list("id in ?1 order by id desc", ids);
    }

    Uni<@Nullable Agent> findNamed(String userId, String name) {
        return find("createdBy = ?1 and name = ?2", userId, name).firstResult();
    }

    /** Those whose deletion was begun before and never finished. */
    public Uni<List<Agent>> findDeletingSince(Instant before, int atMost) {
        return find("deletingAt < ?1 order by deletingAt", before)
                .range(0, atMost - 1)
                .list();
    }

    /**
     * Ids of a caller's own agents, those offered to them, public ones, those of the organizations and those licensed to
     * them, newest first. One index range for each of the five, so that other people's private agents cost nothing.
     *
     * @param organizationIds whose agents the caller may see
     */
    Uni<List<String>> findVisibleIds(
            AgentFilter filter, Caller caller, List<String> organizationIds, PageRequest request) {
        Cursor cursor = request.cursor();
        var query = new VisibleAgents(
                filter, cursor == null ? LAST : cursor.expect(1).id(0), request.fetchSize());
        String bound = caller.organizationId();
        String reached = bound == null ? "" : " AND organization_id = ?";
        List<String> person = bound == null ? List.of(caller.userId()) : List.of(caller.userId(), bound);
        query.branch("created_by = ?" + reached, person);
        if (!filter.mine()) {
            query.branch("offered_to = ?" + reached, person);
            query.branch("visibility = 'public'", List.of());
            if (!organizationIds.isEmpty()) {
                String marks = String.join(", ", Collections.nCopies(organizationIds.size(), "?"));
                query.branch("visibility = 'organization' AND organization_id IN (" + marks + ")", organizationIds);
                query.branch(
                        "id IN (SELECT agent_id FROM licence_replicas WHERE organization_id IN (" + marks
                                + ") AND is_active)",
                        organizationIds);
            }
        }
        return reader.preparedQuery(query.sql())
                .execute(query.parameters())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("id"))
                        .toList());
    }

    /** How many of a user's agents others can see. */
    Uni<Long> countShared(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT COUNT(*) AS n FROM ai_agents WHERE created_by = ? AND visibility <> 'private'")
                .execute(Tuple.of(userId))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    Uni<List<Agent>> lockByCreator(SqlConnection transaction, String userId) {
        return lockAll(transaction, "created_by", userId);
    }

    Uni<List<Agent>> lockByOrganization(SqlConnection transaction, String organizationId) {
        return lockAll(transaction, "organization_id", organizationId);
    }

    private static Uni<List<Agent>> lockAll(SqlConnection transaction, String column, String id) {
        return transaction
                .preparedQuery("SELECT id, name, description, type, model, CAST(config AS CHAR) AS config,"
                        + " CAST(capabilities AS CHAR) AS capabilities, is_active, created_by, created_at, updated_at,"
                        + " visibility, organization_id, version_number, newest_version_number, offered_to,"
                        + " suspended_at, deleting_at, version FROM ai_agents WHERE " + column
                        + " = ? ORDER BY id FOR UPDATE")
                .execute(Tuple.of(id))
                .map(rows -> rows.stream().map(Agent::of).toList());
    }

    /** With its versions. */
    public Uni<Void> remove(Agent agent) {
        return delete("id", agent.id()).replaceWithVoid();
    }

    /** With its versions. */
    Uni<Void> remove(SqlConnection transaction, Agent agent) {
        return transaction
                .preparedQuery("DELETE FROM ai_agents WHERE id = ?")
                .execute(Tuple.of(agent.id()))
                .replaceWithVoid();
    }

    /** Who sees the agent, as it stands now. */
    Uni<Void> storeSharing(SqlConnection transaction, Agent agent) {
        return transaction
                .preparedQuery("UPDATE ai_agents SET visibility = ?, organization_id = ?, updated_at = ?, version = ?"
                        + " WHERE id = ?")
                .execute(Tuple.of(
                        agent.visibility().wireName(),
                        agent.organizationId(),
                        DateTimes.utc(agent.updatedAt()),
                        agent.version(),
                        agent.id()))
                .replaceWithVoid();
    }

    /** Agents of others that were offered to a user who is gone are not offered any more. */
    Uni<Void> withdrawOffersTo(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("UPDATE ai_agents SET offered_to = NULL, updated_at = updated_at WHERE offered_to = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }

    /** The query, branch by branch. */
    private static final class VisibleAgents {
        private final String filters;
        private final List<Object> filterValues = new ArrayList<>();
        private final List<String> branches = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();
        private final int limit;

        VisibleAgents(AgentFilter filter, String before, int limit) {
            var conditions = new StringBuilder(" AND id < ?");
            filterValues.add(before);
            if (filter.type() != null) {
                conditions.append(" AND type = ?");
                filterValues.add(filter.type().wireName());
            }
            if (filter.visibility() != null) {
                conditions.append(" AND visibility = ?");
                filterValues.add(filter.visibility().wireName());
            }
            if (filter.organizationId() != null) {
                conditions.append(" AND organization_id = ?");
                filterValues.add(filter.organizationId());
            }
            this.filters = conditions.toString();
            this.limit = limit;
        }

        void branch(String condition, List<String> parameters) {
            branches.add("(SELECT id FROM ai_agents WHERE " + condition + filters + " ORDER BY id DESC LIMIT ?)");
            values.addAll(parameters);
            values.addAll(filterValues);
            values.add(limit);
        }

        String sql() {
            return "SELECT id FROM (" + String.join(" UNION ", branches) + ") AS visible ORDER BY id DESC LIMIT ?";
        }

        Tuple parameters() {
            var all = new ArrayList<>(values);
            all.add(limit);
            return Tuple.from(all);
        }
    }
}
