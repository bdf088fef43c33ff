package de.lopezitwelt.analytics.rebuild;

import static org.awaitility.Awaitility.await;

import de.lopezitwelt.analytics.Conversation;
import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Sessions of many users with one agent that go on until stopped: messages, ratings, deletions. */
final class ConversationLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Pause between two sessions, so that a machine of any speed keeps up. */
    private static final Duration PACE = Duration.ofMillis(20);

    private static final int PEOPLE = 12;

    private final Events events;
    private final IdGenerator ids;
    private final OtherServices others;
    private final String agent;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final String erased;
    private final Thread thread;
    private volatile boolean stopping;

    ConversationLoad(Events events, IdGenerator ids, OtherServices others, String agent) {
        this.events = events;
        this.ids = ids;
        this.others = others;
        this.agent = agent;
        this.erased = ids.next();
        this.thread = Thread.ofVirtual().start(this::talk);
    }

    /** Messages published so far. */
    long messages() {
        return messages.get();
    }

    void awaitMessages(long wanted) {
        await().atMost(PATIENCE).until(() -> failure.get() != null || messages() >= wanted);
        if (failure.get() != null) {
            throw new IllegalStateException("the load ended", failure.get());
        }
    }

    /** One of the users is erased in the middle of it and goes on writing for a moment. */
    void eraseSomebody() {
        others.publish(events.domain(new UserErasureApproved(erased), erased, 1, null));
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.join();
    }

    private void talk() {
        try {
            List<String> people = new ArrayList<>(List.of(erased));
            while (people.size() < PEOPLE) {
                people.add(ids.next());
            }
            for (int round = 0; !stopping; round++) {
                talk(people.get(round % PEOPLE), round);
                LockSupport.parkNanos(PACE.toNanos());
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void talk(String user, int round) {
        Conversation conversation = new Conversation(events, ids, user, agent);
        List<OutboxMessage> batch = new ArrayList<>(List.of(conversation.started()));
        for (int message = 0; message < 9; message++) {
            batch.add(message % 2 == 0 ? conversation.question(3 + message) : conversation.answer(7, 20 + message));
        }
        if (round % 3 == 0) {
            batch.add(conversation.rated("4.50", null));
            batch.add(conversation.rated("3.25", "4.50"));
        }
        if (round % 5 == 0) {
            batch.add(conversation.deleted());
        }
        batch.add(conversation.replied(round % 2 == 0 ? "big" : "small", 3 + round % 7, 20 + round % 90));
        // The last event of each session, so that a consumer that has counted all messages has folded everything.
        batch.add(conversation.answer(7, 30));
        others.publish(batch);
        messages.addAndGet(10);
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
