package de.lopezitwelt.chat.search.index;

import de.lopezitwelt.chat.search.index.SearchIndexRepository.Entry;
import de.lopezitwelt.chat.search.index.SearchIndexRepository.Indexed;
import de.lopezitwelt.platform.messaging.lease.Batch;
import de.lopezitwelt.platform.messaging.lease.Leases;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Replaces entries that an earlier version has written in another form, on one instance at a time, a few with each commit,
 * so that new messages are indexed in between. It continues where it stopped. Until it reaches a message, searches find the
 * message by its old entry.
 */
@ApplicationScoped
class SearchRebuild {
    private static final Logger LOG = Logger.getLogger(SearchRebuild.class);
    /** Counts up with each change of {@link SearchWordPolicy} or {@link SearchPrefix}, by a migration. */
    static final int FORM = 3;

    private static final String LEASE = "chat.search.rebuild";
    private static final Duration LEASE_TIME = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int TEXTS = 16;

    private final Vertx vertx;
    private final SearchIndexRepository index;
    private final SearchThreads threads;
    private final Leases leases;
    private long timer;

    SearchRebuild(Vertx vertx, SearchIndexRepository index, SearchThreads threads, Leases leases) {
        this.vertx = vertx;
        this.index = index;
        this.threads = threads;
        this.leases = leases;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(
                EVERY.toMillis(),
                tick -> rebuild()
                        .subscribe()
                        .with(
                                rebuilt -> LOG.debugf("%d entries of the search rebuilt", rebuilt),
                                failure -> LOG.warnf("entries of the search stay as they are for now: %s", failure)));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Returns how many were replaced; 0 when another instance does it, or all are done. */
    Uni<Integer> rebuild() {
        return leases.tryAcquire(LEASE, LEASE_TIME)
                .chain(lease -> lease == null
                        ? Uni.createFrom().item(0)
                        : leases.inBatches(lease, LEASE_TIME, this::batch).eventually(() -> leases.release(lease)));
    }

    private Uni<Batch> batch() {
        return index.inTransaction(transaction -> index.lockRebuild(transaction, FORM)
                        .chain(after -> after == null
                                ? done()
                                : index.findAfter(transaction, after, TEXTS)
                                        .chain(messages -> replace(transaction, messages))))
                .onItem()
                .delayIt()
                .by(PAUSE);
    }

    /** The messages are locked first, as the indexer does, so that no deleted one comes back. */
    private Uni<Batch> replace(SqlConnection transaction, List<Indexed> messages) {
        if (messages.isEmpty()) {
            return index.endRebuild(transaction, FORM).replaceWith(new Batch(0, false));
        }
        return index.lockTexts(transaction, messages)
                .chain(texts -> threads.run(() -> Entry.of(messages, texts)))
                .chain(entries -> index.add(transaction, entries))
                .chain(() ->
                        index.markRebuilt(transaction, FORM, messages.getLast().messageId()))
                .replaceWith(new Batch(messages.size(), messages.size() == TEXTS));
    }

    /** There is nothing to do until a later version is started. */
    private Uni<Batch> done() {
        vertx.cancelTimer(timer);
        return Uni.createFrom().item(new Batch(0, false));
    }
}
