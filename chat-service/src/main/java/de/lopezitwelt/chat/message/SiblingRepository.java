package de.lopezitwelt.chat.message;

import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.message.MessageView.Siblings;
import de.lopezitwelt.chat.sql.MultiRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages that follow the same one. They are read only for messages that branch, because no other message has
 * siblings.
 */
@ApplicationScoped
class SiblingRepository {
    private static final String BEGINNING = "";

    /** The same messages, each with its place among its siblings. */
    Uni<List<MessageView>> place(
            SqlConnection connection, String sessionId, Branches branches, List<MessageView> messages) {
        Set<String> parents = new HashSet<>();
        Set<@Nullable String> forking = branches.forkingParents();
        messages.stream()
                .filter(message -> forking.contains(message.parentId()))
                .forEach(message -> parents.add(key(message.parentId())));
        if (parents.isEmpty()) {
            return Uni.createFrom().item(messages);
        }
        return children(connection, sessionId, parents)
                .map(children -> messages.stream()
                        .map(message -> message.among(place(message, children.get(key(message.parentId())))))
                        .toList());
    }

    private static Uni<Map<String, List<String>>> children(
            SqlConnection connection, String sessionId, Set<String> parents) {
        List<String> padded = MultiRow.padded(parents);
        Tuple parameters = Tuple.of(sessionId);
        padded.forEach(parameters::addValue);
        return connection
                .preparedQuery("SELECT id, parent_id FROM user_messages WHERE session_id = ?"
                        + " AND COALESCE(parent_id, '') IN " + MultiRow.list(padded.size()) + " ORDER BY position")
                .execute(parameters)
                .map(rows -> {
                    Map<String, List<String>> children = new HashMap<>();
                    for (Row row : rows) {
                        children.computeIfAbsent(key(row.getString("parent_id")), parent -> new ArrayList<>())
                                .add(row.getString("id"));
                    }
                    return children;
                });
    }

    private static @Nullable Siblings place(MessageView message, @Nullable List<String> children) {
        return children == null || children.size() < 2
                ? null
                : new Siblings(children.indexOf(message.id()) + 1, children.size());
    }

    private static String key(@Nullable String parentId) {
        return parentId == null ? BEGINNING : parentId;
    }
}
