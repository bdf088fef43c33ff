package de.lopezitwelt.chat.title;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Gives sessions a title after their first turn, a few at a time, while no request waits for it. A failure leaves the
 * first words and is not retried: a title is worth one call.
 */
@ApplicationScoped
public class Titles {
    private static final Logger LOG = Logger.getLogger(Titles.class);

    private final TitleService service;
    private final Vertx vertx;
    private final MeterRegistry metrics;
    private final Optional<String> model;
    private final FewAtATime works;

    Titles(TitleService service, Vertx vertx, MeterRegistry metrics, TitleConfig config) {
        this.service = service;
        this.vertx = vertx;
        this.metrics = metrics;
        this.model = config.model();
        this.works = new FewAtATime(config.concurrent(), config.waiting());
    }

    void start(@Observes StartupEvent startup) {
        if (model.isPresent() && !service.knows(model.get())) {
            LOG.warnf("lopez.chat.titles.model=%s is not in the catalog: sessions keep their first words", model.get());
        }
    }

    /**
     * Call this when the reply has ended and is stored. Returns at once.
     *
     * @param reply its text, read only when a title is to be made
     */
    public void make(FirstExchange exchange, Supplier<String> reply) {
        if (model.isEmpty()) {
            return;
        }
        String answer = reply.get();
        if (!works.submit(() -> made(model.get(), exchange, answer))) {
            count(TitleOutcome.DROPPED);
        }
    }

    /** Runs on a context of its own, because the caller's may belong to a request. */
    private Uni<Void> made(String name, FirstExchange exchange, String answer) {
        return Uni.createFrom().emitter(emitter -> {
            Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(ready -> service.make(name, exchange, answer)
                    .onFailure()
                    .recoverWithItem(failure -> {
                        LOG.warnf("session %s keeps its first words: %s", exchange.sessionId(), failure);
                        return TitleOutcome.FAILED;
                    })
                    .subscribe()
                    .with(outcome -> {
                        count(outcome);
                        emitter.complete(null);
                    }));
        });
    }

    private void count(TitleOutcome outcome) {
        metrics.counter("lopez_titles", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
