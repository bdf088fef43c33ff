package de.lopezitwelt.chat.budget.counter;

import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes the counters of a user who is erased. */
@ApplicationScoped
@Priority(40)
class BudgetErasure implements UserErasure {
    private final UsageCounterRepository rows;

    BudgetErasure(UsageCounterRepository rows) {
        this.rows = rows;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return rows.deleteUser(transaction, userId);
    }
}
