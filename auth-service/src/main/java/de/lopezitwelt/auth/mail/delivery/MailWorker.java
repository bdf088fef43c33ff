package de.lopezitwelt.auth.mail.delivery;

import de.lopezitwelt.auth.mail.MailComposer;
import de.lopezitwelt.auth.mail.MailConfig;
import de.lopezitwelt.auth.mail.MailKind;
import de.lopezitwelt.auth.mail.MailOutboxRepository;
import de.lopezitwelt.auth.mail.MailOutboxRepository.Taken;
import de.lopezitwelt.auth.mail.MailRequest;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Sends the mails of the outbox, on every instance: each takes a few mails for a while. When an instance is killed
 * between sending a mail and removing it, another instance sends it again. Logs name mails by id and kind, never by
 * recipient.
 */
@ApplicationScoped
class MailWorker {
    private static final Logger LOG = Logger.getLogger(MailWorker.class);
    /** Few enough that all of them are sent before the lease ends, even if each takes the longest time. */
    private static final int AT_ONCE = 4;

    private static final int BATCH = 2 * AT_ONCE;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int LARGEST_SHIFT = 16;

    private final MailOutboxRepository repository;
    private final MailRenderer renderer;
    private final MailTransport transport;
    private final MailConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final Map<MailKind, MailComposer> composers = new EnumMap<>(MailKind.class);
    private final AtomicBoolean busy = new AtomicBoolean();
    private long timer = -1;

    MailWorker(
            MailOutboxRepository repository,
            MailRenderer renderer,
            MailTransport transport,
            MailConfig config,
            @All List<MailComposer> all,
            Vertx vertx,
            Clock clock) {
        this.repository = repository;
        this.renderer = renderer;
        this.transport = transport;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
        all.forEach(composer -> composer.kinds().forEach(kind -> composers.put(kind, composer)));
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(config.every().toMillis(), id -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void look() {
        if (busy.compareAndSet(false, true)) {
            run().eventually(() -> busy.set(false))
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warn("Mails stay until the next look", failure));
        }
    }

    /** Repeats as long as there are mails to send. */
    Uni<Void> run() {
        return repository
                .take(BATCH, clock.instant(), config.lease())
                .chain(taken -> taken.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : Multi.createFrom()
                                .iterable(taken)
                                .onItem()
                                .transformToUni(this::handle)
                                .merge(AT_ONCE)
                                .collect()
                                .last()
                                .chain(this::run));
    }

    private Uni<Void> handle(Taken mail) {
        MailRequest request = mail.request();
        if (request == null || !clock.instant().isBefore(mail.notAfter())) {
            LOG.warnf("Mail %s is given up after %d attempts", mail.id(), mail.attempts() - 1);
            return repository.remove(mail);
        }
        return deliver(request)
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .onItemOrFailure()
                .transformToUni(
                        (sent, failure) -> failure == null ? repository.remove(mail) : retry(mail, request, failure));
    }

    private Uni<Void> deliver(MailRequest request) {
        return Optional.ofNullable(composers.get(request.kind()))
                .orElseThrow(() -> new IllegalStateException("Nobody writes " + request.kind()))
                .compose(request)
                .chain(content -> content == null
                        ? Uni.createFrom().voidItem()
                        : renderer.render(request, content).chain(transport::send));
    }

    /** Logs only the failure's type, because its text may name the recipient. */
    private Uni<Void> retry(Taken mail, MailRequest request, Throwable failure) {
        Instant next = clock.instant().plus(pause(mail.attempts()));
        LOG.warnf(
                "Mail %s (%s) could not be sent, attempt %d: %s",
                mail.id(), request.kind(), mail.attempts(), failure.getClass().getSimpleName());
        return repository.postpone(mail, next);
    }

    private Duration pause(int attempts) {
        Duration pause = config.firstPause().multipliedBy(1L << Math.min(attempts - 1, LARGEST_SHIFT));
        return pause.compareTo(config.longestPause()) < 0 ? pause : config.longestPause();
    }
}
