package de.lopezitwelt.analytics.feedback;

import de.lopezitwelt.analytics.subject.Erasures;
import de.lopezitwelt.contracts.session.FeedbackText;
import de.lopezitwelt.contracts.session.SessionDeleted;
import de.lopezitwelt.contracts.session.SessionRated;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the texts that users wrote with their scores. The event only says that there is a text; the fold asks chat for
 * it and takes the present one, so a batch gives the same result however late and however often it is folded. While
 * chat cannot be reached this consumer waits, and no other does.
 */
@ApplicationScoped
public class FeedbackFold implements EventHandler {
    public static final List<Class<? extends Record>> TYPES = List.of(SessionRated.class, SessionDeleted.class);
    /** Few enough that chat's answer stays below a megabyte with the longest texts. */
    public static final int BATCH = 40;

    private final ChatFeedback chat;
    private final Erasures erasures;
    private final FeedbackFoldRepository repository;

    FeedbackFold(ChatFeedback chat, Erasures erasures, FeedbackFoldRepository repository) {
        this.chat = chat;
        this.erasures = erasures;
        this.repository = repository;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> batch) {
        Map<String, String> rated = new LinkedHashMap<>();
        Set<String> deleted = new LinkedHashSet<>();
        for (ReceivedEvent event : batch) {
            if (event.data() instanceof SessionRated rating) {
                rated.put(rating.sessionId(), rating.userId());
            } else if (event.data() instanceof SessionDeleted deletion) {
                rated.remove(deletion.sessionId());
                deleted.add(deletion.sessionId());
            }
        }
        return texts(rated).chain(texts -> replace(transaction, rated, deleted, texts));
    }

    private Uni<List<FeedbackText>> texts(Map<String, String> rated) {
        return rated.isEmpty() ? Uni.createFrom().item(List.of()) : chat.of(rated.keySet());
    }

    /**
     * Removes the text of a feedback that was withdrawn or has no text. The guard row is locked before any other row,
     * as in every fold.
     */
    private Uni<Void> replace(
            SqlConnection transaction, Map<String, String> rated, Set<String> deleted, List<FeedbackText> texts) {
        Set<String> subjects = new LinkedHashSet<>(rated.keySet());
        subjects.addAll(rated.values());
        return erasures.among(transaction, subjects).chain(erased -> {
            List<FeedbackText> kept = texts.stream()
                    .filter(text -> !erased.contains(text.sessionId()) && !erased.contains(text.userId()))
                    .toList();
            Set<String> without = new LinkedHashSet<>(deleted);
            without.addAll(rated.keySet());
            kept.forEach(text -> without.remove(text.sessionId()));
            return repository.delete(transaction, without).chain(() -> repository.store(transaction, kept));
        });
    }
}
