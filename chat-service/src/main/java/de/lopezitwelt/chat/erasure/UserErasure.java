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
import de.lopezitwelt.contracts.erasure.ErasureAccepted;
import de.lopezitwelt.contracts.erasure.ErasureCompleted;
import de.lopezitwelt.contracts.erasure.ErasureSubject;
import de.lopezitwelt.contracts.organization.OrganizationDeleted;
import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureRequested;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.EventSwitch;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.web.idempotency.IdempotencyErasure;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Chat's part in the erasure of a user: it always agrees, deletes when all have agreed, and says so. Each step is one
 * transaction with the event that asked for it, so that a kill at any point changes nothing. Nothing about an id that
 * was erased may come back.
 */
@ApplicationScoped
class UserErasure {
    private static final String USER = "user";
    private static final String AGENT = "agent";
    private static final String ORGANIZATION = "organization";
    private static final int SESSIONS_PER_STATEMENT = 500;

    private final Consumers consumers;
    private final UserErasureRepository repository;
    private final UsageCounterRepository usageCounters;
    private final SessionDirectory sessions;
    private final Events events;
    private final Outbox outbox;
    private final IdempotencyErasure idempotency;
    private final ObjectMapper json;
    private final String service;
    private final @Nullable String actor;

    UserErasure(
            Consumers consumers,
            UserErasureRepository repository,
            UsageCounterRepository usageCounters,
            SessionDirectory sessions,
            Events events,
            Outbox outbox,
            IdempotencyErasure idempotency,
            ObjectMapper json,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.consumers = consumers;
        this.repository = repository;
        this.usageCounters = usageCounters;
        this.sessions = sessions;
        this.events = events;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.json = json;
        this.service = service;
        this.actor = Actor.ofService(service).reference();
    }

    void start(@Observes StartupEvent startup) {
        consumers.start(new EventSwitch()
                .on(
                        UserErasureRequested.class,
                        (transaction, requested, event) ->
                                say(transaction, new ErasureAccepted(ErasureSubject.USER, requested.userId(), service)))
                .on(
                        UserErasureApproved.class,
                        (transaction, approved, event) -> erase(transaction, approved.userId())
                                .chain(() -> say(
                                        transaction,
                                        new ErasureCompleted(ErasureSubject.USER, approved.userId(), service))))
                .on(UserErased.class, (transaction, erased, event) -> erase(transaction, erased.userId()))
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

    private Uni<Void> erase(SqlConnection transaction, String userId) {
        return repository
                .lockSessions(transaction, userId)
                .chain(ids -> giveBackReservations(transaction, userId)
                        .chain(() -> deleteMessages(transaction, ids))
                        .chain(() -> repository.deleteRest(transaction, userId))
                        .chain(() -> repository.remember(transaction, USER, userId))
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

    private Uni<Void> say(SqlConnection transaction, Record vote) {
        return outbox.append(transaction, List.of(events.stream(vote, actor)));
    }

    private List<Reservation> read(@Nullable String text) {
        try {
            return text == null ? List.of() : ReservationsJson.read(json.readTree(text));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a reply holds broken reservations", broken);
        }
    }
}
