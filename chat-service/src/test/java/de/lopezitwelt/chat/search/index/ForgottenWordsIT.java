package de.lopezitwelt.chat.search.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Deleted or erased words are in no row and in none of InnoDB's index files. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ForgottenWordsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "public");

    @Inject
    SearchUpkeep upkeep;

    @Inject
    Events events;

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    @Test
    void deletingASessionLeavesNoRowAndNoWord() {
        String kept = user.startSession(agent);
        said(kept, "bleibendes bekenntnis");
        String session = user.startSession(agent);
        said(session, "vergessenswertes gestammel");
        awaitIndexed(2);
        ChatDatabase.update("SET GLOBAL innodb_optimize_fulltext_only = ON");
        assertThat(upkeep.optimize().await().atMost(PATIENCE)).isTrue();
        assertThat(indexed("vergessenswertes")).isPositive();

        assertThat(user.send("DELETE", "/api/v1/sessions/" + session, null).status())
                .isEqualTo(204);
        assertThat(found("vergessenswertes")).isEmpty();
        assertThat(rows("session_id", session)).isZero();
        await().atMost(PATIENCE).untilAsserted(() -> {
            upkeep.optimize().await().atMost(PATIENCE);
            assertThat(indexed("vergessenswertes")).isZero();
        });
        assertThat(indexed("bleibendes")).isPositive();
        assertThat(found("bekenntnis")).hasSize(1);
    }

    @Test
    void erasingTheUserLeavesNoRowAndNoWordButOthersTheirs() {
        ChatClient other = new ChatClient(ChatDatabase.IDS.next());
        String others = other.startSession(ChatDatabase.agent(other.userId, "private"));
        other.append(others, "verwaistes andenken", null);
        said(user.startSession(agent), "verwaistes gedaechtnis");
        awaitIndexed(1);
        await().atMost(PATIENCE).until(() -> rows("user_id", other.userId) == 1);
        ChatDatabase.update("SET GLOBAL innodb_optimize_fulltext_only = ON");
        assertThat(upkeep.optimize().await().atMost(PATIENCE)).isTrue();
        // By now one word is in the index files, and the next one only in what InnoDB has yet to write there.
        said(user.startSession(agent), "frisches gedaechtnis");
        awaitIndexed(2);
        assertThat(indexed("verwaistes")).isPositive();
        assertThat(indexed("frisches")).isPositive();

        pool.withTransaction(connection -> outbox.append(
                        connection, List.of(events.domain(new UserErasureApproved(user.userId), user.userId, 9, null))))
                .await()
                .atMost(PATIENCE);
        outbox.committed();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(rows("user_id", user.userId)).isZero();
            assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", user.userId))
                    .isZero();
        });
        assertThat(ChatDatabase.number(
                        "SELECT COUNT(*) FROM message_search WHERE MATCH (words) AGAINST (? IN BOOLEAN MODE)",
                        "+" + SearchPrefix.of(user.userId) + "gedaechtnis"))
                .as("not even for one who looks past the service")
                .isZero();
        await().atMost(PATIENCE).untilAsserted(() -> {
            upkeep.optimize().await().atMost(PATIENCE);
            assertThat(indexed("verwaistes")).isZero();
            assertThat(indexed("frisches")).isZero();
            assertThat(indexed("gedaechtnis")).isZero();
        });
        assertThat(other.get("/api/v1/search?q=andenken").body().path("data")).hasSize(1);
    }

    private String said(String session, String text) {
        return user.append(session, text, null).body().path("id").asText();
    }

    private void awaitIndexed(int messages) {
        await().atMost(PATIENCE).until(() -> rows("user_id", user.userId) >= messages);
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

    /** How often InnoDB's own index files, and what it has yet to write there, contain a word of the user. */
    private long indexed(String word) {
        String schema = ConfigProvider.getConfig().getValue("lopez.mysql.schema", String.class);
        ChatDatabase.update("SET GLOBAL innodb_ft_aux_table = '" + schema + "/message_search'");
        String token = SearchPrefix.of(user.userId) + word;
        return ChatDatabase.number(
                "SELECT (SELECT COUNT(*) FROM information_schema.innodb_ft_index_table WHERE word = ?)"
                        + " + (SELECT COUNT(*) FROM information_schema.innodb_ft_index_cache WHERE word = ?)",
                token,
                token);
    }
}
