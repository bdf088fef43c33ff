package de.lopezitwelt.platform.messaging.upkeep;

import de.lopezitwelt.platform.messaging.lease.Leases;
import de.lopezitwelt.platform.persistence.partition.YearlyPartitions;
import de.lopezitwelt.platform.persistence.partition.YearlyTable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates next year's partitions ahead of time and drops old ones, on one instance at a time. Instances that do not know the migrator's
 * password leave that to the migration, which is run often enough.
 */
@ApplicationScoped
class PartitionUpkeep {
    private static final Logger LOG = Logger.getLogger(PartitionUpkeep.class);
    private static final String LEASE = "partitions";
    private static final Duration LEASE_TIME = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final PartitionConfig config;
    private final Leases leases;
    private final YearlyPartitions partitions;
    private final List<YearlyTable> tables;
    private long timer;

    PartitionUpkeep(
            Vertx vertx,
            PartitionConfig config,
            Leases leases,
            YearlyPartitions partitions,
            @Any Instance<YearlyTable> tables,
            @ConfigProperty(name = "lopez.mysql.migrator-password") Optional<String> migratorPassword) {
        this.vertx = vertx;
        this.config = config;
        this.leases = leases;
        this.partitions = partitions;
        this.tables = migratorPassword.isPresent() ? tables.stream().toList() : List.of();
    }

    void start(@Observes StartupEvent event) {
        if (!tables.isEmpty()) {
            timer = vertx.setPeriodic(
                    config.firstAfter().toMillis(),
                    config.every().toMillis(),
                    ignored -> maintain()
                            .subscribe()
                            .with(
                                    done -> {},
                                    failure ->
                                            LOG.errorf("partitions wait for the next time: %s", failure.getMessage())));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    Uni<Void> maintain() {
        return leases.tryAcquire(LEASE, LEASE_TIME)
                .chain(lease -> lease == null
                        ? Uni.createFrom().voidItem()
                        : onThread().eventually(() -> leases.release(lease)));
    }

    private Uni<Void> onThread() {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> {
                            for (YearlyTable table : tables) {
                                partitions.maintain(table);
                            }
                            return true;
                        })
                        .toCompletionStage())
                .replaceWithVoid();
    }
}
