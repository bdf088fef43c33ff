package de.lopezitwelt.chat.connection;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Records that sign-ins to servers were made or have ended, in their transaction: which server and rights, never tokens. */
@ApplicationScoped
class ConnectionJournal {
    private static final String TABLE = ConnectionSeal.CONNECTIONS;

    private final ChangeRecorder changes;

    ConnectionJournal(ChangeRecorder changes) {
        this.changes = changes;
    }

    Uni<Void> made(SqlConnection transaction, ToolConnection connection, Actor actor) {
        String what = "tool_connection.made";
        return record(
                transaction,
                connection,
                what,
                changes.by(actor).inserted(TABLE, connection.id(), what, values(connection)));
    }

    Uni<Void> removed(SqlConnection transaction, ToolConnection connection, Actor actor) {
        String what = "tool_connection.removed";
        return record(
                transaction,
                connection,
                what,
                changes.by(actor).deleted(TABLE, connection.id(), what, values(connection)));
    }

    /** @param actor the service when the authorization server has ended the sign-in, and no person has */
    Uni<Void> ended(SqlConnection transaction, ToolConnection connection, Actor actor) {
        String what = "tool_connection.ended";
        return record(
                transaction,
                connection,
                what,
                changes.by(actor).updated(TABLE, connection.id(), what, Map.of("ended", false), Map.of("ended", true)));
    }

    private Uni<Void> record(SqlConnection transaction, ToolConnection connection, String what, Change change) {
        return changes.record(
                transaction,
                change.activityOf(connection.userId(), what, "tool_connection", connection.id(), about(connection)));
    }

    private static Object about(ToolConnection connection) {
        return Map.of("server", connection.server());
    }

    private static Object values(ToolConnection connection) {
        Map<String, Object> values =
                new HashMap<>(Map.of("server", connection.server(), "user_id", connection.userId()));
        if (connection.scopes() != null) {
            values.put("scopes", connection.scopes());
        }
        return values;
    }
}
