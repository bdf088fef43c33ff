package de.lopezitwelt.chat.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages from before words were split as they are today. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class SearchRebuildIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "public");

    @Inject
    SearchRebuild rebuild;

    @Inject
    SearchForms forms;

    @Test
    void entriesFromBeforeAndMissingOnesAreReplacedOnceAndDeletedMessagesStayAway() {
        String session = user.startSession(agent);
        String old = user.append(session, "Abrechnung für 서울은", null)
                .body()
                .path("id")
                .asText();
        String missing = user.append(session, "who", null).body().path("id").asText();
        String deleted = user.startSession(agent);
        user.append(deleted, "Abrechnung", null);
        await().atMost(PATIENCE).until(() -> entries() == 3);
        ChatDatabase.update(
                "UPDATE message_search SET words = ? WHERE message_id = ?",
                SearchPrefix.before(user.userId) + "abrechnung",
                old);
        ChatDatabase.update("DELETE FROM message_search WHERE message_id = ?", missing);
        user.send("DELETE", "/api/v1/sessions/" + deleted, null);
        assertThat(found("서울")).isZero();
        begin("1970-01-01");
        look();
        assertThat(found("abrechnung")).as("as it was before").isEqualTo(1);
        await().atMost(PATIENCE).until(() -> {
            run();
            return isDone();
        });

        assertThat(found("서울")).isEqualTo(1);
        assertThat(found("rechnung")).isEqualTo(1);
        assertThat(found("who")).isEqualTo(1);
        assertThat(entries()).isEqualTo(2);
        assertThat(run()).isZero();
        look();
        assertThat(forms.prefixes(user.userId)).containsExactly(SearchPrefix.of(user.userId));
        assertThat(found("rechnung")).isEqualTo(1);
    }

    @Test
    void instancesOfTheVersionBeforeAreWaitedFor() {
        begin("2100-01-01");
        run();
        assertThat(isDone()).isFalse();
    }

    private void look() {
        try {
            VertxContextSupport.subscribeAndAwait(() -> forms.look());
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    private int run() {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> rebuild.rebuild());
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void begin(String at) {
        ChatDatabase.update("UPDATE search_rebuild SET done = FALSE, after_id = '', begun_at = ? WHERE form = 3", at);
    }

    private static boolean isDone() {
        return ChatDatabase.number("SELECT COUNT(*) FROM search_rebuild WHERE form = 3 AND done") == 1;
    }

    private long entries() {
        return ChatDatabase.number("SELECT COUNT(*) FROM message_search WHERE user_id = ?", user.userId);
    }

    private int found(String query) {
        return user.get("/api/v1/search?q="
                        + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8))
                .body()
                .path("data")
                .size();
    }
}
