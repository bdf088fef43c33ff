package de.lopezitwelt.platform.persistence;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while each account gets an answer from MySQL. The reason of a failure goes to the log, not to the caller. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Pool writer;
    private final Pool reader;
    private final Pool worker;

    DatabaseReadiness(
            Pool writer, @ReactiveDataSource("reader") Pool reader, @ReactiveDataSource("worker") Pool worker) {
        this.writer = writer;
        this.reader = reader;
        this.worker = worker;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.join()
                .all(answers(writer), answers(reader), answers(worker))
                .andCollectFailures()
                .map(up -> {
                    HealthCheckResponseBuilder response = HealthCheckResponse.named("mysql")
                            .withData("writer", word(up.get(0)))
                            .withData("reader", word(up.get(1)))
                            .withData("worker", word(up.get(2)));
                    return response.status(!up.contains(false)).build();
                });
    }

    /** Whether the account that stores results gets an answer. Completes within some seconds. */
    public Uni<Boolean> worker() {
        return answers(worker);
    }

    private static Uni<Boolean> answers(Pool pool) {
        return pool.query("SELECT 1")
                .execute()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false);
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }
}
