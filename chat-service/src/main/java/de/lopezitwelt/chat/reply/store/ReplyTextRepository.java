package de.lopezitwelt.chat.reply.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.chat.turn.commit.ReplyOwner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The table {@code reply_texts}: the texts of running replies, piece by piece. */
@ApplicationScoped
public class ReplyTextRepository {
    /** A piece of a reply's text. @param start characters of the reply before the piece */
    public record Piece(String replyId, int start, String text) {
        public int end() {
            return start + text.length();
        }
    }

    private final Pool pool;

    ReplyTextRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * Appends to replies that still belong to this instance, and nothing to others. Locks their rows, so that no piece is
     * stored after the end of a reply. A piece that is stored again, after a failure, replaces itself.
     *
     * @param pieces sorted by reply
     */
    public Uni<Void> append(List<Piece> pieces) {
        if (pieces.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        pieces.forEach(piece -> rows.addObject()
                .put("id", piece.replyId())
                .put("start", piece.start())
                .put("text", piece.text()));
        return pool.preparedQuery("INSERT INTO reply_texts (reply_id, start, text)"
                        + " SELECT c.id, c.start, c.text FROM JSON_TABLE(?, '$[*]' COLUMNS ("
                        + "id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin PATH '$.id', start INT PATH '$.start',"
                        + " text MEDIUMTEXT CHARACTER SET utf8mb4 PATH '$.text')) c"
                        + " STRAIGHT_JOIN replies r ON r.id = c.id"
                        + " WHERE r.lease_epoch = ? AND r.status = 'streaming' FOR SHARE OF r"
                        + " ON DUPLICATE KEY UPDATE text = c.text")
                .execute(Tuple.of(rows.toString(), ReplyOwner.FIRST_EPOCH))
                .replaceWithVoid();
    }

    /** The stored text of a reply; empty when there is none. */
    public Uni<String> find(String replyId) {
        return pool.preparedQuery("SELECT text FROM reply_texts WHERE reply_id = ? ORDER BY start")
                .execute(Tuple.of(replyId))
                .map(rows -> {
                    StringBuilder text = new StringBuilder();
                    rows.forEach(row -> text.append(row.getString("text")));
                    return text.toString();
                });
    }
}
