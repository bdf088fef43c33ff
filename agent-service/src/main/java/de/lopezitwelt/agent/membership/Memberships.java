package de.lopezitwelt.agent.membership;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.erasure.ErasedIds;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.InternalClient;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
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
        consumers.start(ConsumerSpec.of("agent.memberships", List.of(MembershipState.class), this::fold));
    }

    private Uni<Void> fold(SqlConnection transaction, List<ReceivedEvent> batch) {
        Uni<Void> folded = Uni.createFrom().voidItem();
        for (ReceivedEvent event : batch) {
            folded = folded.chain(() -> event.data() instanceof MembershipState state
                    ? erased.unlessErased(transaction, "user", state.userId(), () -> replicas.put(transaction, state))
                    : replicas.remove(transaction, event.key()));
        }
        return folded;
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
        return services.get("org-billing", "/internal/memberships/" + organizationId + "/" + userId)
                .map(found -> found == null ? null : read(found));
    }

    private static Membership read(JsonNode found) {
        return new Membership(
                found.path("organization_id").asText(),
                MemberRole.valueOf(found.path("role").asText().toUpperCase(Locale.ROOT)),
                StreamSupport.stream(found.path("permissions").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }
}
