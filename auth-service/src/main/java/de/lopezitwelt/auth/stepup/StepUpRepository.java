package de.lopezitwelt.auth.stepup;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Who has a second factor. */
@ApplicationScoped
class StepUpRepository {
    Uni<Boolean> hasSecondFactor(SqlClient client, String userId) {
        return client.preparedQuery("SELECT 1 FROM totp_enrolments WHERE user_id = ? AND confirmed_at IS NOT NULL")
                .execute(Tuple.of(userId))
                .map(rows -> rows.size() > 0);
    }
}
