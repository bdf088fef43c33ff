package de.lopezitwelt.auth.membership;

import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.erasure.ReplicaFold;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.call.InternalClient;
import io.quarkus.arc.All;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Memberships of organizations, followed on {@code lopez.memberships.state}. An organization that is deleted ends all of
 * its memberships, so this is all that auth needs to know of organizations.
 */
@ApplicationScoped
public class Memberships {
    private final MembershipRepository replicas;
    private final List<MembershipEnd> ends;
    private final Consumers consumers;
    private final InternalClient services;
    private final Pool reader;

    Memberships(
            MembershipRepository replicas,
            @All List<MembershipEnd> ends,
            Consumers consumers,
            InternalClient services,
            @ReactiveDataSource("reader") Pool reader) {
        this.replicas = replicas;
        this.ends = ends;
        this.consumers = consumers;
        this.services = services;
        this.reader = reader;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(ConsumerSpec.of("auth.memberships", List.of(MembershipState.class), fold()));
    }

    private EventHandler fold() {
        return ReplicaFold.of(
                MembershipState.class,
                (transaction, membership, event) ->
                        replicas.put(transaction, membership.organizationId(), membership.userId()),
                this::end);
    }

    private Uni<Void> end(SqlConnection transaction, ReceivedEvent event) {
        int colon = event.key().indexOf(':');
        String organizationId = event.key().substring(0, Math.max(colon, 0));
        String userId = event.key().substring(colon + 1);
        Uni<Void> ended = replicas.remove(transaction, organizationId, userId);
        for (MembershipEnd end : ends) {
            ended = ended.chain(() -> end.ended(transaction, organizationId, userId, event.id()));
        }
        return ended;
    }

    /**
     * Whether a user belongs to an organization. If the replica does not know it, the organization service is asked, each time
     * and without being kept: an answer must not outlive the event that ends it. Fails with 503 while that does not answer.
     */
    public Uni<Boolean> exists(String organizationId, String userId) {
        return replicas.exists(reader, organizationId, userId)
                .chain(known -> known ? Uni.createFrom().item(true) : ask(organizationId, userId));
    }

    /** As {@link #exists}, for a membership that the caller has not found in the replica. */
    public Uni<Boolean> ask(String organizationId, String userId) {
        if (!IdGenerator.isValid(organizationId) || !IdGenerator.isValid(userId)) {
            return Uni.createFrom().item(false);
        }
        return services.get(
                        "org-billing", "/internal/memberships/" + organizationId + "/" + userId, MembershipState.class)
                .map(found -> found != null);
    }
}
