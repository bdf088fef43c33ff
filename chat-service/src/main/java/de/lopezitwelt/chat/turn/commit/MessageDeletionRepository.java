package de.lopezitwelt.chat.turn.commit;

import de.lopezitwelt.chat.session.SessionDeletion;
import de.lopezitwelt.chat.sql.MultiRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Deletes messages with their sessions. Their table has partitions, so it can have no foreign key that would do it. */
@ApplicationScoped
@Priority(100)
class MessageDeletionRepository implements SessionDeletion {
    @Override
    public Uni<Void> deleteOfSession(Mutiny.Session session, String sessionId) {
        return session.createNativeQuery("DELETE FROM chat_messages WHERE session_id = :id")
                .setParameter("id", sessionId)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** @param sessionIds locked sessions, not too many for one statement */
    Uni<Void> deleteOfSessions(SqlConnection transaction, List<String> sessionIds) {
        List<String> padded = MultiRow.padded(sessionIds);
        return transaction
                .preparedQuery("DELETE FROM chat_messages WHERE session_id IN " + MultiRow.list(padded.size()))
                .execute(MultiRow.parameters(padded, (id, tuple) -> tuple.addValue(id)))
                .replaceWithVoid();
    }
}
