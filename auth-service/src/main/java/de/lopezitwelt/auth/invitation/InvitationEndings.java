package de.lopezitwelt.auth.invitation;

import de.lopezitwelt.auth.retention.Retention;
import de.lopezitwelt.auth.retention.RetentionConfig;
import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** An invitation stays in the list for a time after its end, and not beyond the user who has its e-mail. */
@ApplicationScoped
@Priority(20)
class InvitationEndings implements Retention, UserErasure {
    private final InvitationRepository invitations;
    private final RetentionConfig config;

    InvitationEndings(InvitationRepository invitations, RetentionConfig config) {
        this.invitations = invitations;
        this.config = config;
    }

    @Override
    public Uni<Integer> removeOld(SqlClient worker, Instant now, int atMost) {
        return invitations.removeExpiredBefore(worker, now.minus(config.endedLinks()), atMost);
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return invitations.removeFor(transaction, userId);
    }
}
