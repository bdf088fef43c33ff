package de.lopezitwelt.contracts.erasure;

import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureRequested;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.consumer.EventSwitch;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A service's part in the erasure of a user, the same in every service: one vote and one confirmation. Each is
 * committed together with the data it is about and with the offset in the topic, so a kill at any point changes
 * nothing.
 */
@ApplicationScoped
public class UserErasures {
    private final Events events;
    private final Outbox outbox;
    private final String service;

    UserErasures(Events events, Outbox outbox, @ConfigProperty(name = "lopez.service.name") String service) {
        this.events = events;
        this.outbox = outbox;
        this.service = service;
    }

    /** Handles the events of an erasure. The service adds its own handlers to the result. */
    public EventSwitch with(UserErasureSteps steps) {
        return new EventSwitch()
                .on(
                        UserErasureRequested.class,
                        (transaction, requested, event) -> steps.objection(transaction, requested.userId())
                                .map(objection -> vote(requested.userId(), objection.orElse(null)))
                                .chain(vote -> say(transaction, vote)))
                .on(
                        UserErasureApproved.class,
                        (transaction, approved, event) -> steps.erase(transaction, approved.userId())
                                .chain(() -> say(
                                        transaction,
                                        new ErasureCompleted(ErasureSubject.USER, approved.userId(), service))))
                .on(UserErased.class, (transaction, erased, event) -> steps.forget(transaction, erased.userId()));
    }

    private Record vote(String userId, @Nullable String objection) {
        return objection == null
                ? new ErasureAccepted(ErasureSubject.USER, userId, service)
                : new ErasureRefused(ErasureSubject.USER, userId, service, objection);
    }

    private Uni<Void> say(SqlConnection transaction, Record word) {
        return outbox.append(
                transaction,
                List.of(events.stream(word, Actor.ofService(service).reference())));
    }
}
