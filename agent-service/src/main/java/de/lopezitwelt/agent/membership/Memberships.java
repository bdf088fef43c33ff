package de.lopezitwelt.agent.membership;

import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.erasure.ErasedIds;
import de.lopezitwelt.platform.messaging.erasure.ReplicaFold;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.call.InternalClient;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Memberships of organizations, kept up to date from {@code lopez.memberships.state}. */
@ApplicationScoped
public class Memberships {
    private final MembershipRepository replicas;
    private final ErasedIds erased;
    private final Consumers consumers;
    private final InternalClient services;

    Memberships(MembershipRepository replicas, ErasedIds erased, Consumers consumers, InternalClient services) {
        this.replicas = replicas;
        this.erased = erased;
        this.consumers = consumers;
        this.services = services;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(ConsumerSpec.of("agent.memberships", List.of(MembershipState.class), fold()));
    }

    private EventHandler fold() {
        return ReplicaFold.of(
                        MembershipState.class,
                        (transaction, membership, event) -> replicas.put(transaction, membership),
                        (transaction, event) -> replicas.remove(transaction, event.key()))
                .unlessErased(erased, "user", MembershipState::userId);
    }

    /**
     * Null when the user does not belong to it. A member who has just joined may be missing here: then the organization
     * service is asked.
     */
    public Uni<@Nullable Membership> find(String organizationId, String userId) {
        if (!IdGenerator.isValid(organizationId) || !IdGenerator.isValid(userId)) {
            return Uni.createFrom().nullItem();
        }
        return replicas.find(organizationId, userId)
                .chain(known -> known == null
                        ? ask(organizationId, userId)
                        : Uni.createFrom().item(known));
    }

    /** Those the replica knows of. */
    public Uni<List<Membership>> ofUser(String userId) {
        return replicas.findByUser(userId);
    }

    private Uni<@Nullable Membership> ask(String organizationId, String userId) {
        return services.get(
                        "org-billing", "/internal/memberships/" + organizationId + "/" + userId, MembershipState.class)
                .map(found -> found == null ? null : Membership.of(found));
    }
}
