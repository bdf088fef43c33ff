package de.lopezitwelt.agent.licence;

import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/** Organizations' licences of agents, kept up to date from {@code lopez.entitlements.state}. */
@ApplicationScoped
public class Licences {
    private static final String KEY = EntitlementSubject.ENTERPRISE_AGENT.wireName() + ":";

    private final LicenceRepository replicas;
    private final Consumers consumers;

    Licences(LicenceRepository replicas, Consumers consumers) {
        this.replicas = replicas;
        this.consumers = consumers;
    }

    void start(@Observes StartupEvent event) {
        consumers.start(ConsumerSpec.of("agent.licences", List.of(EntitlementState.class), this::fold));
    }

    private Uni<Void> fold(SqlConnection transaction, List<ReceivedEvent> batch) {
        Uni<Void> folded = Uni.createFrom().voidItem();
        for (ReceivedEvent event : batch) {
            if (event.key().startsWith(KEY)) {
                folded = folded.chain(() -> event.data() instanceof EntitlementState licence
                        ? replicas.put(transaction, licence)
                        : replicas.remove(transaction, event.key().substring(KEY.length())));
            }
        }
        return folded;
    }

    /** Whether any organization holds a licence of the agent, in force or not. */
    public Uni<Boolean> isLicensed(String agentId) {
        return replicas.exists(agentId);
    }

    /** Organizations with an active licence of the agent. */
    public Uni<Set<String>> holders(String agentId) {
        return replicas.findHolders(agentId);
    }
}
