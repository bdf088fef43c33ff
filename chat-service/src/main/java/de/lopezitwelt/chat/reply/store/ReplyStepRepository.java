package de.lopezitwelt.chat.reply.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.util.RawValue;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.turn.command.ReplyStep;
import de.lopezitwelt.chat.turn.commit.ReplyOwner;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code reply_steps}: thoughts, tool calls and their answers in replies. The commit that ends a reply adds the missing
 * ones.
 */
@ApplicationScoped
public class ReplyStepRepository {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Pool pool;

    ReplyStepRepository(Pool pool) {
        this.pool = pool;
    }

    public static String write(ReplyUpdate.Step step) {
        try {
            return JSON.writeValueAsString(step);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Adds steps to replies that still belong to this instance, and none to others, as {@link ReplyTextRepository#append}.
     *
     * @param steps sorted by reply
     */
    public Uni<Void> append(List<ReplyStep> steps) {
        if (steps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        ArrayNode rows = JSON.createArrayNode();
        steps.forEach(step -> rows.addObject()
                .put("id", step.replyId())
                .put("number", step.number())
                .putRawValue("step", new RawValue(step.json())));
        return pool.preparedQuery("INSERT INTO reply_steps (reply_id, number, step)"
                        + " SELECT c.id, c.number, c.step FROM JSON_TABLE(?, '$[*]' COLUMNS ("
                        + "id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin PATH '$.id',"
                        + " number SMALLINT UNSIGNED PATH '$.number', step JSON PATH '$.step')) c"
                        + " STRAIGHT_JOIN replies r ON r.id = c.id"
                        + " WHERE r.lease_epoch = ? AND r.status = 'streaming' FOR SHARE OF r"
                        + " ON DUPLICATE KEY UPDATE step = c.step")
                .execute(Tuple.of(rows.toString(), ReplyOwner.FIRST_EPOCH))
                .replaceWithVoid();
    }

    /** The stored steps of a reply, in their order. */
    public Uni<List<ReplyUpdate.Step>> find(String replyId) {
        return pool.preparedQuery(
                        "SELECT CAST(step AS CHAR) AS step FROM reply_steps WHERE reply_id = ? ORDER BY number")
                .execute(Tuple.of(replyId))
                .map(rows -> {
                    List<ReplyUpdate.Step> steps = new ArrayList<>(rows.size());
                    rows.forEach(row -> steps.add(read(row)));
                    return steps;
                });
    }

    private static ReplyUpdate.Step read(Row row) {
        try {
            return JSON.readValue(row.getString("step"), ReplyUpdate.Step.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a reply holds a broken step", broken);
        }
    }
}
