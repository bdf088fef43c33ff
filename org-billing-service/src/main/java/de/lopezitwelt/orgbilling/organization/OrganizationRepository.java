package de.lopezitwelt.orgbilling.organization;

import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of {@code organizations}. */
@ApplicationScoped
class OrganizationRepository implements PanacheRepositoryBase<Organization, String>, OrganizationRows {
    private static final String LAST = "g"; // sorts after every id

    /** The organizations a user belongs to, newest first; with {@code only}, at most that one. */
    Uni<List<Organization>> findOfMember(String userId, @Nullable String only, PageRequest request) {
        Cursor cursor = request.cursor();
        String before = cursor == null ? LAST : cursor.expect(1).id(0);
        return find(
                        "from Organization o where o.id < ?2 and (?3 is null or o.id = ?3) and exists (select 1"
                                + " from OrganizationMember m where m.organizationId = o.id and m.userId = ?1)"
                                + " order by o.id desc",
                        userId,
                        before,
                        only)
                .range(0, request.fetchSize() - 1)
                .list();
    }

    Uni<Organization> lockRow(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).plug(ProblemException::orNotFound);
    }

    /** The organization that has proven the domain; null when none has. */
    Uni<@Nullable Organization> lockVerified(String domain) {
        return find("verifiedDomain", domain)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    Uni<Void> remove(Organization row) {
        return delete("id", row.id()).replaceWithVoid();
    }

    @Override
    public Uni<OrganizationRow> lock(String organizationId) {
        return lockRow(organizationId).map(row -> row);
    }

    @Override
    public Uni<Boolean> exists(String organizationId) {
        return count("id", organizationId).map(found -> found > 0);
    }

    @Override
    public Uni<Map<String, String>> names(Collection<String> organizationIds) {
        return list("id in ?1", organizationIds)
                .map(found -> found.stream().collect(Collectors.toMap(Organization::id, Organization::name)));
    }

    @Override
    public Uni<Long> raiseVersion(SqlConnection transaction, String organizationId) {
        return transaction
                .preparedQuery("UPDATE organizations SET version = version + 1 WHERE id = ?")
                .execute(Tuple.of(organizationId))
                .chain(() -> transaction
                        .preparedQuery("SELECT version FROM organizations WHERE id = ?")
                        .execute(Tuple.of(organizationId)))
                .map(rows -> rows.iterator().next().getLong("version"));
    }
}
