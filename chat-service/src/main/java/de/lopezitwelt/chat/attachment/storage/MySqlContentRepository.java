package de.lopezitwelt.chat.attachment.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Stores files in MySQL: no further server is needed, and one backup has everything. */
@ApplicationScoped
class MySqlContentRepository implements ContentStore {
    static final String NAME = "mysql";
    private static final int CHUNK = 256 * 1024;
    private static final String INSERT =
            "INSERT INTO attachment_chunks (attachment_id, position, content) VALUES (?, ?, ?)";
    private static final String SELECT =
            "SELECT content FROM attachment_chunks WHERE attachment_id = ? AND position = ?";

    private final Pool pool;

    MySqlContentRepository(Pool pool) {
        this.pool = pool;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<Void> prepare(String id, byte[] content) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> store(SqlConnection transaction, String id, byte[] content) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (int from = 0; from < content.length; from += CHUNK) {
            int start = from;
            all = all.chain(() -> transaction
                    .preparedQuery(INSERT)
                    .execute(Tuple.of(
                            id,
                            start / CHUNK,
                            Buffer.buffer(Arrays.copyOfRange(content, start, Math.min(content.length, start + CHUNK)))))
                    .replaceWithVoid());
        }
        return all;
    }

    /** Does nothing: deleting the row has deleted the bytes. */
    @Override
    public Uni<Void> delete(String id) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Multi<byte[]> read(String id) {
        AtomicInteger next = new AtomicInteger();
        return Multi.createBy()
                .repeating()
                .uni(() -> chunk(id, next.getAndIncrement()))
                .whilst(chunk -> chunk.length == CHUNK)
                .select()
                .where(chunk -> chunk.length > 0);
    }

    private Uni<byte[]> chunk(String id, int position) {
        return pool.preparedQuery(SELECT).execute(Tuple.of(id, position)).map(rows -> {
            @Nullable
            Buffer content = rows.size() == 0
                    ? null
                    : rows.iterator().next().getBuffer("content").getDelegate();
            return content == null ? new byte[0] : content.getBytes();
        });
    }
}
