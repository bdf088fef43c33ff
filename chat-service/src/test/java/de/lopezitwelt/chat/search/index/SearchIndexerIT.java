package de.lopezitwelt.chat.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.RunningConsumer;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class SearchIndexerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "public");

    @Inject
    SearchIndexer indexer;

    @Inject
    Consumers consumers;

    @Inject
    MeterRegistry metrics;

    @Test
    void messageIsFoundMomentsAfterItWasStored() {
        String session = user.startSession(agent);
        List<Long> waited = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String word = "augenblick" + i;
            String id = said(session, word);
            long stored = System.nanoTime();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> found(word).equals(List.of(id)));
            waited.add((System.nanoTime() - stored) / 1_000_000);
        }
        waited.sort(null);
        System.out.printf("a message is found after ms: median %d, longest %d%n", waited.get(10), waited.getLast());
    }

    /** A new group reads everything from the first event on; together its two indexers must fold each event once. */
    @Test
    void twoIndexersFoldEachEventOnce() {
        String group = "chat.search.twice." + user.userId;
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        List<RunningConsumer> both =
                List.of(consumers.start(counting(group, first)), consumers.start(counting(group, second)));
        List<String> said = new ArrayList<>();
        try {
            await().atMost(PATIENCE).until(() -> {
                String session = user.startSession(agent);
                ChatClient.joinAll(IntStream.range(0, 10)
                        .mapToObj(i -> user.appendAsync(session, "doppelgaenger" + said.size() + "x" + i, null)));
                said.add(session);
                return said.size() >= 20 && first.get() > 0 && second.get() > 0;
            });
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(folded(group, "events.folded")).isEqualTo(indexable()));
        } finally {
            both.forEach(RunningConsumer::stop);
        }

        assertThat(folded(group, "events.duplicates")).isZero();
        assertThat(rows("user_id", user.userId)).isEqualTo(10L * said.size());
        assertThat(found("doppelgaenger7x3")).hasSize(1);
        assertThat(found("doppelgaenger*&limit=100")).hasSize(100);
    }

    private ConsumerSpec counting(String group, AtomicInteger batches) {
        ConsumerSpec real = indexer.spec();
        return ConsumerSpec.of(group, real.types(), (transaction, batch) -> {
                    batches.incrementAndGet();
                    return real.handler().apply(transaction, batch);
                })
                .withBatchSize(20);
    }

    private long folded(String group, String counter) {
        return (long) metrics.counter(counter, "group", group).count();
    }

    /** Events on the topic that an indexer folds. */
    private static long indexable() {
        return TopicProbe.read("lopez.sessions").stream()
                .map(entry -> entry.envelope().path("type").asText())
                .filter(type -> type.endsWith(".message-appended.v1") || type.endsWith(".session.deleted.v1"))
                .count();
    }

    private String said(String session, String text) {
        return user.append(session, text, null).body().path("id").asText();
    }

    private static long rows(String column, String id) {
        return ChatDatabase.number("SELECT COUNT(*) FROM message_search WHERE " + column + " = ?", id);
    }

    private List<String> found(String query) {
        List<String> ids = new ArrayList<>();
        user.get("/api/v1/search?q=" + query)
                .body()
                .path("data")
                .forEach(hit -> ids.add(hit.path("message_id").asText()));
        return ids;
    }
}
