package de.lopezitwelt.platform.persistence.schema;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Holds the start of a process that does not migrate until its schema is new enough: it would not work on an older one. It
 * reports to the orchestrator and the log what it waits for, and ends after the longest wait.
 */
@Singleton
class SchemaWait {
    private static final Logger LOG = Logger.getLogger(SchemaWait.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Flyway flyway;
    private final SchemaConfig config;
    private final String schema;
    private final String host;
    private final int port;

    SchemaWait(
            Flyway flyway,
            SchemaConfig config,
            @ConfigProperty(name = "lopez.mysql.schema") String schema,
            @ConfigProperty(name = "quarkus.management.host", defaultValue = "localhost") String host,
            @ConfigProperty(name = "quarkus.management.port", defaultValue = "9000") int port) {
        this.flyway = flyway;
        this.config = config;
        this.schema = schema;
        this.host = host;
        this.port = port;
    }

    /** Runs after the checks of the configuration and before anything uses the schema. */
    void await(@Observes @Priority(1) StartupEvent event) throws IOException {
        if (!config.atStart()) {
            await();
        }
    }

    /** @throws IllegalStateException with both versions when the patience is over, or when the process is stopped meanwhile */
    void await() throws IOException {
        SchemaState state = SchemaState.of(flyway);
        if (state.complete()) {
            return;
        }
        Thread waiting = Thread.currentThread();
        Thread onStop = new Thread(waiting::interrupt, "stop-waiting-for-schema");
        Runtime.getRuntime().addShutdownHook(onStop);
        try (var health = WaitingHealth.open(host, port)) {
            state = whileIncomplete(state, health);
        } catch (InterruptedException stopped) {
            waiting.interrupt();
            throw new IllegalStateException("stopped while waiting for the schema", stopped);
        }
        remove(onStop);
        LOG.infof("%s", state.sentence(schema));
    }

    private SchemaState whileIncomplete(SchemaState first, WaitingHealth health) throws InterruptedException {
        long until = System.nanoTime() + config.patience().toNanos();
        SchemaState state = first;
        String said = "";
        while (!state.complete()) {
            String sentence = state.sentence(schema);
            health.say(state);
            if (!sentence.equals(said)) {
                LOG.warnf("waiting: %s", sentence);
                said = sentence;
            }
            if (System.nanoTime() >= until) {
                throw new IllegalStateException(
                        "Not started: " + sentence + ". Run the migration of this version first");
            }
            Thread.sleep(LOOK_EVERY);
            state = SchemaState.of(flyway);
        }
        return state;
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            LOG.debug("the process is being stopped");
        }
    }
}
