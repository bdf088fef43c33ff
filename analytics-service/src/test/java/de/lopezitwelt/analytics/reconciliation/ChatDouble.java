package de.lopezitwelt.analytics.reconciliation;

import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.platform.messaging.EventDecoder;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Stands in for chat: it stores what a test gives it, two sessions a page. */
class ChatDouble extends ChatTallies {
    private static final int PAGE = 2;

    private final TreeMap<String, Tally> stored = new TreeMap<>();
    private final AtomicReference<@Nullable Runnable> whenAsked = new AtomicReference<>();

    @SuppressWarnings("NullAway")
    ChatDouble() {
        super(null);
    }

    /** Counts the messages among the events, and returns the events for publishing. */
    List<OutboxMessage> store(OutboxMessage... messages) {
        Arrays.stream(messages).forEach(this::count);
        return List.of(messages);
    }

    void forget(String sessionId) {
        stored.remove(sessionId);
    }

    /** Runs once, after the first answer was made. */
    void whenAsked(Runnable action) {
        whenAsked.set(action);
    }

    @Override
    Uni<TallyPage> of(LocalDate day, int limit, @Nullable String cursor) {
        var from = IdGenerator.lowerBound(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        var to = IdGenerator.lowerBound(
                day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        var page = new TreeMap<String, Tally>();
        var rest = stored.subMap(cursor == null ? from : cursor, cursor == null, to, false);
        rest.entrySet().stream().limit(PAGE).forEach(entry -> page.put(entry.getKey(), entry.getValue()));
        Runnable action = whenAsked.getAndSet(null);
        if (action != null) {
            Thread.ofVirtual().start(action);
        }
        return Uni.createFrom()
                .item(
                        rest.size() > PAGE
                                ? new TallyPage(page, page.lastKey(), page.lastKey())
                                : new TallyPage(page, null, null));
    }

    private void count(OutboxMessage message) {
        if (!message.type().endsWith("message-appended.v1")) {
            return;
        }
        byte[] body = Objects.requireNonNull(message.payload()).getBytes(StandardCharsets.UTF_8);
        MessageAppended appended =
                EventJson.MAPPER.convertValue(EventDecoder.envelope(body).data(), MessageAppended.class);
        var checksum = new CRC32();
        checksum.update("%s:%s:%d:%d"
                .formatted(
                        appended.messageId(),
                        appended.messageType().wireName(),
                        appended.tokensUsed(),
                        appended.processingTimeMs())
                .getBytes(StandardCharsets.US_ASCII));
        stored.merge(
                appended.sessionId(),
                new Tally(1, checksum.getValue()),
                (one, other) -> new Tally(one.messages() + other.messages(), one.checksum() + other.checksum()));
    }
}
