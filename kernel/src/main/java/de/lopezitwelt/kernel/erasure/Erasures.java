package de.lopezitwelt.kernel.erasure;

import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.erasure.ErasureAccepted;
import de.lopezitwelt.contracts.erasure.ErasureCompleted;
import de.lopezitwelt.contracts.erasure.ErasureRefused;
import de.lopezitwelt.contracts.erasure.ErasureSubject;
import de.lopezitwelt.contracts.organization.OrganizationDeleted;
import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureRequested;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.EventSwitch;
import de.lopezitwelt.platform.messaging.erasure.ErasedIds;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.web.idempotency.IdempotencyErasure;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A service's side of erasures, the same in every service: one vote about a user, and the report that the
 * erasure is done. Each is committed together with the change it reports and with the offset in the topic,
 * so that a kill at any point changes nothing. The id is remembered before anything is deleted: a writer
 * that checks for it as its last step finds it, or has written before the deletion.
 */
@ApplicationScoped
public class Erasures {
    private static final String USER = "user";
    private static final String AGENT = "agent";
    private static final String ORGANIZATION = "organization";

    private final List<UserErasure> users;
    private final List<AgentErasure> agents;
    private final List<OrganizationErasure> organizations;
    private final ErasedIds erased;
    private final IdempotencyErasure idempotency;
    private final Events events;
    private final Outbox outbox;
    private final String service;

    Erasures(
            @All List<UserErasure> users,
            @All List<AgentErasure> agents,
            @All List<OrganizationErasure> organizations,
            ErasedIds erased,
            IdempotencyErasure idempotency,
            Events events,
            Outbox outbox,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.users = users;
        this.agents = agents;
        this.organizations = organizations;
        this.erased = erased;
        this.idempotency = idempotency;
        this.events = events;
        this.outbox = outbox;
        this.service = service;
    }

    /** Listens for the ends of users, and of agents and organizations if a feature implements their erasure. */
    public ConsumerSpec consumer(String group) {
        var switching = new EventSwitch()
                .on(UserErasureRequested.class, (transaction, asked, event) -> vote(transaction, asked.userId()))
                .on(
                        UserErasureApproved.class,
                        (transaction, approved, event) -> eraseUser(transaction, approved.userId())
                                .chain(() -> say(
                                        transaction,
                                        new ErasureCompleted(ErasureSubject.USER, approved.userId(), service))))
                .on(UserErased.class, (transaction, gone, event) -> eraseUser(transaction, gone.userId()));
        if (!agents.isEmpty()) {
            switching.on(
                    AgentDeleted.class,
                    (transaction, deleted, event) -> erased.remember(transaction, AGENT, deleted.agentId())
                            .chain(() ->
                                    inTurn(agents, feature -> feature.eraseAgent(transaction, deleted.agentId()))));
        }
        if (!organizations.isEmpty()) {
            switching.on(
                    OrganizationDeleted.class,
                    (transaction, deleted, event) -> erased.remember(
                                    transaction, ORGANIZATION, deleted.organizationId())
                            .chain(() -> inTurn(
                                    organizations,
                                    feature -> feature.eraseOrganization(transaction, deleted.organizationId()))));
        }
        return switching.consumer(group);
    }

    private Uni<Void> vote(SqlConnection transaction, String userId) {
        return objection(transaction, userId)
                .call(objection -> objection.isPresent()
                        ? Uni.createFrom().voidItem()
                        : inTurn(users, feature -> feature.block(transaction, userId)))
                .chain(objection -> say(transaction, ballot(userId, objection.orElse(null))));
    }

    private Uni<Optional<String>> objection(SqlConnection transaction, String userId) {
        Uni<Optional<String>> objection = Uni.createFrom().item(Optional.empty());
        for (UserErasure feature : users) {
            objection = objection.chain(
                    found -> found.isPresent() ? Uni.createFrom().item(found) : feature.objection(transaction, userId));
        }
        return objection;
    }

    private Record ballot(String userId, @Nullable String objection) {
        return objection == null
                ? new ErasureAccepted(ErasureSubject.USER, userId, service)
                : new ErasureRefused(ErasureSubject.USER, userId, service, objection);
    }

    private Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return erased.remember(transaction, USER, userId)
                .chain(() -> inTurn(users, feature -> feature.eraseUser(transaction, userId)))
                .chain(() -> idempotency.forget(transaction, userId));
    }

    private Uni<Void> say(SqlConnection transaction, Record word) {
        return outbox.append(
                transaction,
                List.of(events.stream(word, Actor.ofService(service).reference())));
    }

    private static <T> Uni<Void> inTurn(List<T> features, Function<T, Uni<Void>> step) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (T feature : features) {
            done = done.chain(() -> step.apply(feature));
        }
        return done;
    }
}
