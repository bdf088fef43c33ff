package de.lopezitwelt.chat.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.budget.Counters;
import de.lopezitwelt.chat.budget.Reservation;
import de.lopezitwelt.chat.budget.ReservationsJson;
import de.lopezitwelt.chat.budget.UsageCounterRepository;
import de.lopezitwelt.chat.session.SessionDirectory;
import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.erasure.UserErasureSteps;
import de.lopezitwelt.contracts.erasure.UserErasures;
import de.lopezitwelt.contracts.organization.OrganizationDeleted;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.web.idempotency.IdempotencyErasure;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chat's part in the erasure of a user: it always agrees, and deletes when all have agreed. Nothing about an id that was
 * erased may come back.
 */
@ApplicationScoped
class UserErasure implements UserErasureSteps {
    private static final String USER = "user";
    private static final String AGENT = "agent";
    private static final String ORGANIZATION = "organization";
    private static final int SESSIONS_PER_STATEMENT = 500;

    private final Consumers consumers;
    private final UserErasures users;
    private final UserErasureRepository repository;
    private final UsageCounterRepository usageCounters;
    private final SessionDirectory sessions;
    private final IdempotencyErasure idempotency;
    private final ObjectMapper json;

    UserErasure(
            Consumers consumers,
            UserErasures users,
            UserErasureRepository repository,
            UsageCounterRepository usageCounters,
            SessionDirectory sessions,
            IdempotencyErasure idempotency,
            ObjectMapper json) {
        this.consumers = consumers;
        this.users = users;
        this.repository = repository;
        this.usageCounters = usageCounters;
        this.sessions = sessions;
        this.idempotency = idempotency;
        this.json = json;
    }

    void start(@Observes StartupEvent startup) {
        consumers.start(users.with(this)
                .on(
                        AgentDeleted.class,
                        (transaction, deleted, event) -> repository
                                .remember(transaction, AGENT, deleted.agentId())
                                .replaceWithVoid())
                .on(
                        OrganizationDeleted.class,
                        (transaction, deleted, event) -> repository
                                .remember(transaction, ORGANIZATION, deleted.organizationId())
                                .chain(() -> repository.deleteRetentionRule(
                                        transaction, ORGANIZATION, deleted.organizationId())))
                .consumer("chat.erasure"));
    }

    @Override
    public Uni<Optional<String>> objection(SqlConnection transaction, String userId) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Uni<Void> forget(SqlConnection transaction, String userId) {
        return erase(transaction, userId);
    }

    @Override
    public Uni<Void> erase(SqlConnection transaction, String userId) {
        // Remembered first: whoever writes for the user asks for it last, and either finds it or was there before.
        return repository
                .remember(transaction, USER, userId)
                .chain(() -> repository.lockSessions(transaction, userId))
                .chain(ids -> giveBackReservations(transaction, userId)
                        .chain(() -> deleteMessages(transaction, ids))
                        .chain(() -> repository.deleteRest(transaction, userId))
                        .chain(() -> idempotency.forget(transaction, userId))
                        .invoke(() -> ids.forEach(sessions::forget))
                        .replaceWithVoid());
    }

    /** Replies under way find their row gone and stop; what they had reserved of others' budgets is given back here. */
    private Uni<Void> giveBackReservations(SqlConnection transaction, String userId) {
        return repository.reservations(transaction, userId).chain(texts -> {
            List<Reservation> reservations = new ArrayList<>();
            texts.forEach(text -> reservations.addAll(read(text)));
            Counters counters = new Counters();
            return usageCounters
                    .lock(
                            transaction,
                            reservations.stream().map(Reservation::key).toList(),
                            counters)
                    .invoke(() -> counters.settle(BudgetPolicy.settle(reservations, 0, BigDecimal.ZERO)))
                    .chain(() -> usageCounters.store(transaction, counters));
        });
    }

    private Uni<Void> deleteMessages(SqlConnection transaction, List<String> sessionIds) {
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (int from = 0; from < sessionIds.size(); from += SESSIONS_PER_STATEMENT) {
            List<String> some = sessionIds.subList(from, Math.min(sessionIds.size(), from + SESSIONS_PER_STATEMENT));
            chain = chain.chain(() -> repository.deleteMessages(transaction, some));
        }
        return chain;
    }

    private List<Reservation> read(@Nullable String text) {
        try {
            return text == null ? List.of() : ReservationsJson.read(json.readTree(text));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a reply holds broken reservations", broken);
        }
    }
}
