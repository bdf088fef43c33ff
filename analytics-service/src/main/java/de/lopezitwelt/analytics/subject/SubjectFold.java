package de.lopezitwelt.analytics.subject;

import de.lopezitwelt.contracts.agent.AgentCreated;
import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.agent.AgentUpdated;
import de.lopezitwelt.contracts.erasure.ErasureCompleted;
import de.lopezitwelt.contracts.erasure.ErasureSubject;
import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Follows agents and carries out erasures: everything of the subject is deleted, and its id is remembered for good. */
@ApplicationScoped
public class SubjectFold implements EventHandler {
    public static final List<Class<? extends Record>> TYPES = List.of(
            AgentCreated.class, AgentUpdated.class, AgentDeleted.class, UserErasureApproved.class, UserErased.class);

    private final ErasureRepository erasures;
    private final AgentOwnerRepository owners;
    private final List<UserErasure> userErasures;
    private final List<AgentErasure> agentErasures;
    private final Events events;
    private final Outbox outbox;
    private final String service;

    SubjectFold(
            ErasureRepository erasures,
            AgentOwnerRepository owners,
            @All List<UserErasure> userErasures,
            @All List<AgentErasure> agentErasures,
            Events events,
            Outbox outbox,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.erasures = erasures;
        this.owners = owners;
        this.userErasures = userErasures;
        this.agentErasures = agentErasures;
        this.events = events;
        this.outbox = outbox;
        this.service = service;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> batch) {
        Map<String, String> creators = new TreeMap<>();
        Set<String> agents = new LinkedHashSet<>();
        Set<String> users = new LinkedHashSet<>();
        Set<String> approved = new LinkedHashSet<>();
        for (ReceivedEvent event : batch) {
            switch (event.data()) {
                case AgentCreated created -> creators.put(created.agentId(), created.createdBy());
                case AgentUpdated updated -> creators.put(updated.agentId(), updated.createdBy());
                case AgentDeleted deleted -> agents.add(deleted.agentId());
                case UserErasureApproved approval -> {
                    users.add(approval.userId());
                    approved.add(approval.userId());
                }
                case UserErased erased -> users.add(erased.userId());
                case null, default -> throw new IllegalStateException("not subscribed: " + event.type());
            }
        }
        return erase(transaction, users, agents)
                .chain(() -> confirm(transaction, approved))
                .chain(() -> follow(transaction, creators));
    }

    private Uni<Void> erase(SqlConnection transaction, Set<String> users, Set<String> agents) {
        if (users.isEmpty() && agents.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> work = erasures.takeGuard(transaction)
                .chain(() -> erasures.remember(transaction, SubjectKind.USER, users))
                .chain(() -> erasures.remember(transaction, SubjectKind.AGENT, agents));
        for (String user : users) {
            for (UserErasure feature : userErasures) {
                work = work.chain(() -> feature.eraseUser(transaction, user));
            }
        }
        for (String agent : agents) {
            work = work.chain(() -> owners.delete(transaction, agent));
            for (AgentErasure feature : agentErasures) {
                work = work.chain(() -> feature.eraseAgent(transaction, agent));
            }
        }
        return work;
    }

    private Uni<Void> confirm(SqlConnection transaction, Set<String> users) {
        if (users.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return outbox.append(
                transaction,
                users.stream()
                        .map(user -> events.stream(new ErasureCompleted(ErasureSubject.USER, user, service), null))
                        .toList());
    }

    private Uni<Void> follow(SqlConnection transaction, Map<String, String> creators) {
        if (creators.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return erasures.findErased(transaction, creators.keySet())
                .invoke(erased -> creators.keySet().removeIf(erased::contains))
                .chain(() -> owners.save(transaction, creators));
    }
}
