package de.lopezitwelt.chat.attachment.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Keeps the bytes of files. A file is there once the transaction that its row commits in has. */
public interface ContentStore {
    /** As the rows name it. */
    String name();

    /** Before the transaction. Whatever it leaves behind goes by itself when no transaction follows. */
    Uni<Void> prepare(String id, byte[] content);

    /** Within the transaction, after the row. */
    Uni<Void> store(SqlConnection transaction, String id, byte[] content);

    /** For what {@code attachment_deletions} names. What is not there counts as deleted. */
    Uni<Void> delete(String id);

    /** The bytes in order, in pieces, the next one read when the one before was taken. */
    Multi<byte[]> read(String id);
}
