package de.lopezitwelt.analytics.audit;

import de.lopezitwelt.analytics.audit.chain.AuditEntry;
import de.lopezitwelt.analytics.audit.chain.AuditHead;
import de.lopezitwelt.analytics.audit.chain.CanonicalJson;
import de.lopezitwelt.analytics.audit.chain.Digest;
import de.lopezitwelt.analytics.audit.chain.LinkedEntry;
import de.lopezitwelt.analytics.audit.chain.PersonalPart;
import de.lopezitwelt.analytics.audit.chain.StoredEntry;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.query.Conditions;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AuditRepository {
    private static final String ROWS = """
            SELECT a.id, a.event_type, a.table_name, a.record_id, a.action, CAST(a.old_values AS CHAR) AS old_values,
                   CAST(a.new_values AS CHAR) AS new_values, a.user_id, a.actor, a.created_at, a.chain, a.position,
                   a.origin_digest, a.values_digest, a.link,
                   o.subject_id AS origin_subject, o.salt AS origin_salt, o.content AS origin_content,
                   v.subject_id AS values_subject, v.salt AS values_salt, v.content AS values_content
            FROM audit_logs a
                LEFT JOIN audit_personal o ON o.audit_id = a.id AND o.part = 'origin'
                LEFT JOIN audit_personal v ON v.audit_id = a.id AND v.part = 'values'
            """;

    private final Pool reader;

    AuditRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    /** Newest first: ids are UUIDv7, so their order is the order of time. */
    Uni<List<StoredEntry>> find(AuditFilter filter, PageRequest page) {
        Conditions conditions = new Conditions()
                .and("a.table_name = ?", filter.tableName())
                .and("a.record_id = ?", filter.recordId())
                .and("a.action = ?", filter.action())
                .and("a.event_type = ?", filter.eventType())
                .and("a.user_id = ?", filter.userId())
                .and(
                        "a.id < ?",
                        page.cursor() == null ? null : page.cursor().expect(1).id(0));
        return stored(
                ROWS + "WHERE TRUE" + conditions.text() + " ORDER BY a.id DESC LIMIT " + page.fetchSize(),
                Tuple.from(conditions.values()));
    }

    /** Rows of a chain after a position, in the chain's order. */
    Uni<List<StoredEntry>> findBehind(int chain, long position, int limit) {
        return stored(
                ROWS + "WHERE a.chain = ? AND a.position > ? ORDER BY a.position LIMIT " + limit,
                Tuple.of(chain, position));
    }

    Uni<List<AuditHead>> findHeads() {
        return reader.preparedQuery("SELECT chain, position, link FROM audit_heads ORDER BY chain")
                .execute()
                .map(rows -> rows.stream().map(AuditRepository::head).toList());
    }

    private Uni<List<StoredEntry>> stored(String sql, Tuple parameters) {
        return reader.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().map(AuditRepository::entry).toList());
    }

    private static StoredEntry entry(Row row) {
        AuditEntry entry = new AuditEntry(
                row.getString("id"),
                row.getString("event_type"),
                row.getString("table_name"),
                row.getString("record_id"),
                row.getString("action"),
                row.getString("user_id"),
                row.getString("actor"),
                DateTimes.instant(row.getLocalDateTime("created_at")),
                canonical(row.getString("old_values")),
                canonical(row.getString("new_values")),
                digest(row, "origin_digest"),
                digest(row, "values_digest"));
        List<PersonalPart> parts = new ArrayList<>();
        for (PersonalPart.Kind kind : PersonalPart.Kind.values()) {
            String prefix = kind.name().toLowerCase(Locale.ROOT);
            String content = row.getString(prefix + "_content");
            if (content != null) {
                byte[] salt = row.getBuffer(prefix + "_salt").getBytes();
                parts.add(new PersonalPart(entry.id(), kind, row.getString(prefix + "_subject"), salt, content));
            }
        }
        return new StoredEntry(new LinkedEntry(entry, head(row)), parts);
    }

    private static AuditHead head(Row row) {
        return new AuditHead(row.getInteger("chain"), row.getLong("position"), digest(row, "link"));
    }

    private static Digest digest(Row row, String column) {
        return Digest.ofStored(Objects.requireNonNull(row.getBuffer(column)).getBytes());
    }

    private static @Nullable String canonical(@Nullable String json) {
        return json == null ? null : CanonicalJson.of(json);
    }
}
