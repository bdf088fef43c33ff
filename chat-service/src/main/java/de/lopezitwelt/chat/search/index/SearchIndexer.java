package de.lopezitwelt.chat.search.index;

import de.lopezitwelt.chat.search.index.SearchIndexRepository.Entry;
import de.lopezitwelt.chat.search.index.SearchIndexRepository.Indexed;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.SessionDeleted;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.ledger.VersionPlace;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Indexes from chat's own events: appending writes nothing for the index, and each event is folded once, however many
 * instances run (docs/adr/0025-search-in-a-side-table.md).
 */
@ApplicationScoped
class SearchIndexer {
    private static final int BATCH = 128;
    /** A commit to a full-text index costs more than the words in it, and a message need not be found at once. */
    private static final Duration LINGER = Duration.ofMillis(300);
    /** Messages whose texts are in memory at the same time; the longest texts have a megabyte. */
    private static final int TEXTS = 16;

    private final Consumers consumers;
    private final SearchIndexRepository index;
    private final SearchThreads threads;

    SearchIndexer(Consumers consumers, SearchIndexRepository index, SearchThreads threads) {
        this.threads = threads;
        this.consumers = consumers;
        this.index = index;
    }

    void start(@Observes StartupEvent startup) {
        consumers.start(spec());
    }

    /**
     * Each instance of the service starts one; they share the partitions. It keeps no versions: a message that is indexed
     * again replaces its own entry, and one that was deleted since is not there to be indexed.
     */
    ConsumerSpec spec() {
        return ConsumerSpec.of("chat.search", List.of(MessageAppended.class, SessionDeleted.class), this::fold)
                .withBatchSize(BATCH)
                .withLinger(LINGER)
                .withVersions(VersionPlace.NOWHERE);
    }

    /** A session's deletion is its last event, so what the batch adds before is deleted after. */
    private Uni<Void> fold(SqlConnection transaction, List<ReceivedEvent> batch) {
        List<Indexed> appended = new ArrayList<>();
        List<SessionDeleted> deleted = new ArrayList<>();
        for (ReceivedEvent event : batch) {
            if (event.data() instanceof MessageAppended message) {
                appended.add(Indexed.of(message));
            } else if (event.data() instanceof SessionDeleted session) {
                deleted.add(session);
            }
        }
        Uni<Void> folded = Uni.createFrom().voidItem();
        for (int from = 0; from < appended.size(); from += TEXTS) {
            List<Indexed> some = appended.subList(from, Math.min(appended.size(), from + TEXTS));
            folded = folded.chain(() -> add(transaction, some));
        }
        for (SessionDeleted session : deleted) {
            folded = folded.chain(() -> index.deleteSession(transaction, session.sessionId()));
        }
        return folded;
    }

    private Uni<Void> add(SqlConnection transaction, List<Indexed> messages) {
        return index.lockTexts(transaction, messages)
                .chain(texts -> threads.run(() -> Entry.of(messages, texts)))
                .chain(entries -> index.add(transaction, entries));
    }
}
