package de.lopezitwelt.analytics.usage.fold;

import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import de.lopezitwelt.analytics.usage.UsageSlot;
import de.lopezitwelt.analytics.usage.UsageTable;
import de.lopezitwelt.platform.messaging.lease.LeasedJob;
import de.lopezitwelt.platform.messaging.lease.Leases;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Deletes usage that is older than it is kept. */
@ApplicationScoped
public class UsageRetention {
    private final UsageFoldRepository repository;
    private final UsageConfig config;
    private final Clock clock;
    private final LeasedJob job;

    UsageRetention(UsageFoldRepository repository, UsageConfig config, Clock clock, Vertx vertx, Leases leases) {
        this.repository = repository;
        this.config = config;
        this.clock = clock;
        this.job = new LeasedJob(
                vertx, leases, "usage-retention", config.purgeEvery(), () -> purge(SummaryTables.LIVE, today()));
    }

    void start(@Observes StartupEvent event) {
        job.start();
    }

    void stop(@Observes ShutdownEvent event) {
        job.stop();
    }

    /** From the same day on, live tables and those of a rebuild begin alike. Answers how many rows were deleted. */
    public Uni<Integer> purgeAll() {
        Instant today = today();
        return purge(SummaryTables.LIVE, today)
                .chain(live -> purge(SummaryTables.SHADOW, today).map(shadow -> live + shadow));
    }

    private Uni<Integer> purge(SummaryTables tables, Instant today) {
        return repository
                .purge(tables, UsageTable.PEOPLE, horizon(today, config.keepPeople()))
                .chain(people -> repository
                        .purge(tables, UsageTable.TOTALS, horizon(today, config.keepTotals()))
                        .map(totals -> people + totals));
    }

    private Instant today() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS);
    }

    private static UsageSlot horizon(Instant today, Duration keep) {
        return UsageSlot.of(today.minus(keep));
    }
}
