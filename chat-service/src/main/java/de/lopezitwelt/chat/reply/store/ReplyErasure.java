package de.lopezitwelt.chat.reply.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.budget.counter.Counters;
import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.budget.counter.ReservationsJson;
import de.lopezitwelt.chat.budget.counter.UsageCounterRepository;
import de.lopezitwelt.chat.session.SessionErasure;
import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the replies of a user who is erased. Running replies find their row missing and stop; their reservations of other
 * subjects' budgets are released here. Locks sessions, replies and counters in the same order as a turn does.
 */
@ApplicationScoped
@Priority(90)
class ReplyErasure implements UserErasure {
    private final SessionErasure sessions;
    private final ReplyRepository rows;
    private final UsageCounterRepository usageCounters;
    private final ObjectMapper json;

    ReplyErasure(
            SessionErasure sessions, ReplyRepository rows, UsageCounterRepository usageCounters, ObjectMapper json) {
        this.sessions = sessions;
        this.rows = rows;
        this.usageCounters = usageCounters;
        this.json = json;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return sessions.lockSessions(transaction, userId)
                .chain(() -> rows.lockReservations(transaction, userId))
                .chain(texts -> release(transaction, texts))
                .chain(() -> rows.deleteByUser(transaction, userId));
    }

    private Uni<Void> release(SqlConnection transaction, List<String> texts) {
        List<Reservation> reservations = new ArrayList<>();
        texts.forEach(text -> reservations.addAll(read(text)));
        Counters counters = new Counters();
        return usageCounters
                .lock(transaction, reservations.stream().map(Reservation::key).toList(), counters)
                .invoke(() -> counters.settle(BudgetPolicy.settle(reservations, 0, BigDecimal.ZERO)))
                .chain(() -> usageCounters.store(transaction, counters));
    }

    private List<Reservation> read(@Nullable String text) {
        try {
            return text == null ? List.of() : ReservationsJson.read(json.readTree(text));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a reply holds broken reservations", broken);
        }
    }
}
