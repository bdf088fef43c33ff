package de.lopezitwelt.analytics.audit;

import de.lopezitwelt.analytics.audit.chain.AuditEntry;
import de.lopezitwelt.analytics.audit.chain.AuditHead;
import de.lopezitwelt.analytics.audit.chain.Digest;
import de.lopezitwelt.analytics.audit.chain.LinkedEntry;
import de.lopezitwelt.analytics.audit.chain.PersonalPart;
import de.lopezitwelt.analytics.subject.UserErasure;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.MultiRowInsert;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Only appends: its MySQL account has no right to change or remove an audit row. */
@ApplicationScoped
class AuditFoldRepository implements UserErasure {
    private static final MultiRowInsert SAVE_ENTRIES = new MultiRowInsert("""
            INSERT INTO audit_logs (id, event_type, table_name, record_id, action, old_values, new_values, user_id,
                actor, created_at, chain, position, origin_digest, values_digest, link)""", 15, "");

    private static final MultiRowInsert SAVE_PARTS =
            new MultiRowInsert("INSERT INTO audit_personal (audit_id, part, subject_id, salt, content)", 5, "");

    private static final MultiRowInsert SAVE_HEADS = new MultiRowInsert(
            "INSERT INTO audit_heads (chain, position, link)",
            3,
            "ON DUPLICATE KEY UPDATE position = fresh.position, link = fresh.link");

    private static final MultiRowInsert CREATE_HEADS = new MultiRowInsert(
            "INSERT INTO audit_heads (chain, position, link)", 3, "ON DUPLICATE KEY UPDATE chain = fresh.chain");

    /**
     * The ends of these chains, locked until the transaction ends; in sorted order, so that transactions do not
     * deadlock.
     */
    Uni<Map<Integer, AuditHead>> lockHeads(SqlConnection transaction, Set<Integer> chains) {
        String listed = new JsonArray(List.copyOf(chains)).encode();
        return CREATE_HEADS
                .execute(
                        transaction,
                        chains.stream()
                                .map(AuditHead::start)
                                .map(AuditFoldRepository::row)
                                .toList())
                .chain(() -> transaction.preparedQuery("""
                                SELECT chain, position, link FROM audit_heads
                                WHERE chain IN (SELECT c FROM JSON_TABLE(?, '$[*]' COLUMNS (c INT PATH '$')) AS listed)
                                ORDER BY chain FOR UPDATE""").execute(Tuple.of(listed)))
                .map(rows -> {
                    Map<Integer, AuditHead> heads = new TreeMap<>();
                    for (Row row : rows) {
                        heads.put(row.getInteger("chain"), head(row));
                    }
                    return heads;
                });
    }

    Uni<Set<String>> findStored(SqlConnection transaction, List<String> ids) {
        return transaction
                .preparedQuery("""
                        SELECT id FROM audit_logs WHERE id IN (SELECT i FROM JSON_TABLE(?, '$[*]'
                            COLUMNS (i VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin PATH '$')) AS listed)""")
                .execute(Tuple.of(new JsonArray(ids).encode()))
                .map(rows -> rows.stream().map((Row row) -> row.getString(0)).collect(Collectors.toSet()));
    }

    Uni<Void> save(SqlConnection transaction, AuditBatch batch) {
        return SAVE_ENTRIES
                .execute(
                        transaction,
                        batch.entries.stream().map(AuditFoldRepository::row).toList())
                .chain(() -> SAVE_PARTS.execute(
                        transaction,
                        batch.parts.stream().map(AuditFoldRepository::row).toList()))
                .chain(() -> SAVE_HEADS.execute(
                        transaction,
                        batch.heads.values().stream()
                                .map(AuditFoldRepository::row)
                                .toList()));
    }

    /** The digests stay, so the chain stays whole. */
    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM audit_personal WHERE subject_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }

    private static AuditHead head(Row row) {
        byte[] link = row.getBuffer("link").getBytes();
        return new AuditHead(row.getInteger("chain"), row.getLong("position"), Digest.ofStored(link));
    }

    private static List<Object> row(AuditHead head) {
        return List.of(head.chain(), head.position(), buffer(head.link()));
    }

    private static List<Object> row(PersonalPart part) {
        return Arrays.asList(
                part.auditId(), part.kind().column(), part.subjectId(), Buffer.buffer(part.salt()), part.content());
    }

    private static List<Object> row(LinkedEntry linked) {
        AuditEntry entry = linked.entry();
        return Arrays.asList(
                entry.id(),
                entry.eventType(),
                entry.tableName(),
                entry.recordId(),
                entry.action(),
                entry.oldValues(),
                entry.newValues(),
                entry.userId(),
                entry.actor(),
                DateTimes.utc(entry.createdAt()),
                linked.head().chain(),
                linked.head().position(),
                buffer(entry.originDigest()),
                buffer(entry.valuesDigest()),
                buffer(linked.head().link()));
    }

    private static Buffer buffer(Digest digest) {
        return Buffer.buffer(digest.bytes());
    }
}
