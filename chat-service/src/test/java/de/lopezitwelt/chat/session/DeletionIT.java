package de.lopezitwelt.chat.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A session that is deleted leaves no row behind, in whatever table there is or will be. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class DeletionIT {
    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "public");

    @Test
    void nothingThatNamesASessionOutlivesIt() {
        String session = user.startSession(agent);
        String file = user.uploaded("notes.txt", "remember".getBytes(StandardCharsets.UTF_8));
        String first = user.send(
                        "POST",
                        ChatClient.messages(session),
                        "{\"content\":\"unforgettable\",\"attachments\":[\"" + file + "\"]}")
                .body()
                .at("/user_message/id")
                .asText();
        assertThat(user.send(
                                "POST",
                                ChatClient.messages(session) + "/" + first + "/edit",
                                "{\"content\":\"said better\"}")
                        .status())
                .isEqualTo(200);
        assertThat(user.send(
                                "PUT",
                                "/api/v1/sessions/" + session + "/feedback",
                                "{\"satisfaction_score\":4.5,\"feedback\":\"fine\"}")
                        .status())
                .isEqualTo(200);
        assertThat(user.send(
                                "POST",
                                "/v1/responses",
                                "{\"model\":\"" + agent + "\",\"input\":\"hi\",\"conversation\":\"conv_" + session
                                        + "\"}")
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        ChatDatabase.number("SELECT COUNT(*) FROM message_search WHERE session_id = ?", session) >= 5);

        assertThat(rows(session))
                .containsKeys(
                        "attachments",
                        "chat_messages",
                        "message_search",
                        "replies",
                        "responses",
                        "session_branches",
                        "session_feedback")
                .allSatisfy((table, count) -> assertThat(count).as(table).isPositive());

        assertThat(user.send("DELETE", "/api/v1/sessions/" + session, null).status())
                .isEqualTo(204);

        assertThat(rows(session))
                .allSatisfy((table, count) -> assertThat(count).as(table).isZero());
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM attachment_chunks WHERE attachment_id = ?", file))
                .isZero();
        assertThat(user.get("/api/v1/search?q=unforgettable").body().path("data"))
                .isEmpty();
    }

    /** By table. */
    private static Map<String, Long> rows(String session) {
        String schema = ConfigProvider.getConfig().getValue("lopez.mysql.schema", String.class);
        List<Object> tables = ChatDatabase.column(
                "SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables t"
                        + " ON t.table_schema = c.table_schema AND t.table_name = c.table_name"
                        + " WHERE c.table_schema = ? AND c.column_name = 'session_id' AND t.table_type = 'BASE TABLE'",
                schema);
        Map<String, Long> rows = new TreeMap<>();
        tables.forEach(table -> rows.put(
                table.toString(),
                ChatDatabase.number("SELECT COUNT(*) FROM " + table + " WHERE session_id = ?", session)));
        return rows;
    }
}
