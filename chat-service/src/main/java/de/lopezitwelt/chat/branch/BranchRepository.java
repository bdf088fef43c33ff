package de.lopezitwelt.chat.branch;

import de.lopezitwelt.chat.sql.UserConnections;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the branches of a session. The package {@code turn.commit} writes them. */
@ApplicationScoped
public class BranchRepository {
    private final UserConnections rowLevel;

    BranchRepository(UserConnections rowLevel) {
        this.rowLevel = rowLevel;
    }

    /**
     * A locked session.
     *
     * @param replyId the running reply
     */
    record LockedSession(
            String agentId,
            long version,
            int activeBranch,
            @Nullable String replyId) {}

    /** The end of a branch. */
    record Leaf(int branch, String messageId) {}

    /** The branches as the user sees them; null when they have no such session. */
    public Uni<@Nullable Branches> find(String userId, String sessionId) {
        return rowLevel.asUser(
                userId,
                connection -> connection
                        .preparedQuery("SELECT active_branch FROM user_sessions WHERE id = ?")
                        .execute(Tuple.of(sessionId))
                        .chain(rows -> rows.size() == 0
                                ? Uni.createFrom().nullItem()
                                : readable(
                                        connection,
                                        sessionId,
                                        rows.iterator().next().getInteger("active_branch"))));
    }

    /** Reads on a reader's connection whose session variable already names the user. */
    public Uni<Branches> readable(SqlConnection connection, String sessionId, int active) {
        return find(connection, "user_branches", sessionId, active);
    }

    /** For prompts: the caller has checked whose session it is. */
    public Uni<Branches> stored(SqlClient client, String sessionId, int active) {
        return find(client, "session_branches", sessionId, active);
    }

    private static Uni<Branches> find(SqlClient client, String from, String sessionId, int active) {
        return client.preparedQuery("SELECT branch, parent_id, CAST(path AS CHAR) AS path FROM " + from
                        + " WHERE session_id = ? ORDER BY branch")
                .execute(Tuple.of(sessionId))
                .map(rows -> {
                    List<Branches.Branch> forked = new ArrayList<>(rows.size());
                    rows.forEach(row -> forked.add(new Branches.Branch(
                            row.getInteger("branch"), row.getString("parent_id"), row.getString("path"))));
                    return new Branches(active, forked);
                });
    }

    /** Null when the user has no such session. */
    Uni<@Nullable LockedSession> lock(SqlConnection transaction, String sessionId, String userId) {
        return transaction
                .preparedQuery("SELECT agent_id, version, active_branch, active_reply_id FROM chat_sessions"
                        + " WHERE id = ? AND user_id = ? FOR UPDATE")
                .execute(Tuple.of(sessionId, userId))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    Row row = rows.iterator().next();
                    return new LockedSession(
                            row.getString("agent_id"),
                            row.getLong("version"),
                            row.getInteger("active_branch"),
                            row.getString("active_reply_id"));
                });
    }

    /** The end of the branch that holds a message; null when the session has no such message. */
    Uni<@Nullable Leaf> leafBelow(SqlConnection transaction, String sessionId, String messageId) {
        return transaction
                .preparedQuery("SELECT l.branch, l.id FROM chat_messages m JOIN chat_messages l"
                        + " ON l.session_id = m.session_id AND l.branch = m.branch"
                        + " WHERE m.id = ? AND m.created_at = ? AND m.session_id = ? ORDER BY l.position DESC LIMIT 1")
                .execute(Tuple.of(messageId, DateTimes.utc(IdGenerator.timeOf(messageId)), sessionId))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return null;
                    }
                    Row row = rows.iterator().next();
                    return new Leaf(row.getInteger("branch"), row.getString("id"));
                });
    }
}
