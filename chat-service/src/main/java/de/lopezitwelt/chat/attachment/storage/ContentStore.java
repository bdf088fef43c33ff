package de.lopezitwelt.chat.attachment.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Stores the bytes of files. A file exists once the transaction with its row has committed. */
public interface ContentStore {
    /** The name of this store in the rows. */
    String name();

    /** Called before the transaction. Its traces are removed by themselves when no transaction follows. */
    Uni<Void> prepare(String id, byte[] content);

    /** Called within the transaction, after the row is written. */
    Uni<Void> store(SqlConnection transaction, String id, byte[] content);

    /** Deletes an object that {@code attachment_deletions} names. A missing one counts as deleted. */
    Uni<Void> delete(String id);

    /** The bytes in order and in pieces. The next piece is read when the one before was taken. */
    Multi<byte[]> read(String id);
}
