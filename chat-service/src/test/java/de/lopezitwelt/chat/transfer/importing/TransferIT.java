package de.lopezitwelt.chat.transfer.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.TestFiles;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class TransferIT {
    private static final String EXPORTS = "/api/v1/exports/sessions";

    @Inject
    Pool pool;

    @Inject
    ImportRepository imports;

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");
    private final ChatClient other = new ChatClient(ChatDatabase.IDS.next());
    private final String otherAgent = ChatDatabase.agent(other.userId, "private");

    @Test
    void whatWasImportedExportsAsItWasExported() {
        branchedSession();
        String ended = user.startSession(agent);
        user.append(ended, "Grüße, \"world\"\n```\ncode\n```", null);
        user.send(
                "PATCH",
                "/api/v1/sessions/" + ended,
                "{\"status\":\"archived\",\"metadata\":{\"b\":[1.5,null],\"a\":1}}");
        String exported = export(user, "");

        Answer imported = importInto(other, otherAgent, exported);

        assertThat(imported.status()).as("%s", imported.body()).isEqualTo(201);
        assertThat(imported.body().path("sessions")).hasSize(2);
        assertThat(export(other, "")).isEqualTo(exported);
        ChatClient third = new ChatClient(ChatDatabase.IDS.next());
        importInto(third, ChatDatabase.agent(third.userId, "private"), export(other, ""));
        assertThat(export(third, "")).isEqualTo(exported);
        assertThat(export(user, "")).as("the first one's own").isEqualTo(exported);
    }

    @Test
    void importedBranchesGoOnLikeOthers() {
        String session = branchedSession();
        String id = importInto(other, otherAgent, export(user, "/" + session))
                .body()
                .at("/sessions/0/id")
                .asText();
        JsonNode page =
                other.get(ChatClient.messages(id) + "?order=oldest").body().path("data");
        assertThat(page.findValuesAsText("content")).containsExactly("first", "second, edited", "last");
        assertThat(page.get(1).at("/siblings/count").asInt()).isEqualTo(2);
        assertThat(page.get(0).path("imported").asBoolean()).isTrue();
        assertThat(other.get("/api/v1/sessions/" + id)
                        .body()
                        .path("imported_at")
                        .isTextual())
                .isTrue();

        assertThat(other.say(id, "hello import").status()).isEqualTo(200);
        String prompt =
                ScriptedProvider.lastRequest("hello import").path("messages").toString();
        assertThat(prompt).contains("first", "second, edited", "last").doesNotContain("second\"");
        String former =
                siblings(id, page.get(1).path("id").asText()).get(0).path("id").asText();
        assertThat(other.send("PUT", "/api/v1/sessions/" + id + "/active-branch", "{\"message_id\":\"" + former + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(other.get(ChatClient.messages(id) + "?order=oldest")
                        .body()
                        .path("data")
                        .findValuesAsText("content"))
                .containsExactly("first", "second");
        assertThat(export(other, "/" + id)).contains("hello import");
    }

    @Test
    void importedMessagesAreToldLikeOthersAndCostNothing() {
        String session = branchedSession();
        String id = importInto(other, otherAgent, export(user, "/" + session))
                .body()
                .at("/sessions/0/id")
                .asText();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(types(id))
                        .containsEntry("de.lopezitwelt.session.started.v1", 1L)
                        .containsEntry("de.lopezitwelt.session.message-appended.v1", 4L)
                        .containsEntry("de.lopezitwelt.session.rated.v1", 1L));
        assertThat(ChatDatabase.number("SELECT version FROM chat_sessions WHERE id = ?", id))
                .isEqualTo(6);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM usage_counters WHERE subject_id = ?", other.userId))
                .isZero();
    }

    @Test
    void longSessionIsExportedWhole() {
        String session = user.startSession(agent);
        ChatClient.joinAll(IntStream.range(0, 205).mapToObj(i -> user.appendAsync(session, "m" + i, null)));

        JsonNode exported = user.get(EXPORTS + "/" + session).body();

        assertThat(exported.at("/sessions/0/messages")).hasSize(205);
        assertThat(exported.at("/sessions/0/messages/204/position").asInt()).isEqualTo(205);
    }

    @Test
    void badImportIsRefusedByItsFieldAndLeavesNothing() {
        branchedSession();
        String second = user.startSession(agent);
        user.append(second, "whole", null);
        String exported = export(user, "");

        refused(exported.replace("lopez-it-welt.sessions", "other"), "format");
        refused(exported.replaceFirst("\"version\":2", "\"version\":3"), "version");
        refused(exported.replaceFirst("\"position\":4", "\"position\":1"), "sessions[1].messages[3].position");
        refused(exported.replaceFirst("\"branch\":1", "\"branch\":7"), "sessions[1].messages[2].branch");
        refused(exported.replaceFirst("\"active_branch\":1", "\"active_branch\":2"), "sessions[1].active_branch");
        refused(
                exported.replaceFirst("\"satisfaction_score\":4.50", "\"satisfaction_score\":9"),
                "sessions[1].feedback.satisfaction_score");
        refused(exported.replaceFirst("\"id\":\"0", "\"id\":\"é"), "sessions[0].id");
        refused(exported.replaceFirst("\"tokens_used\":0", "\"tokens_used\":0,\"no\":1"), "no");
        refused(exported.replaceFirst("\"updated_at\":\"2", "\"updated_at\":\"9"), "sessions[0].updated_at");
        refused(exported.replace("\"tokens_used\":0", "\"tokens_used\":2000000000"), "sessions[1].messages");
        refused(
                exported.replaceFirst("\\{\"color\":\"red\"}", "{\"color\":\"" + "x".repeat(20_000) + "\"}"),
                "sessions[1].metadata");
        Answer foreign = importInto(other, agent, exported);
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.body().at("/violations/0/field").asText()).isEqualTo("agent_id");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", other.userId))
                .isZero();
        assertThat(importInto(other, otherAgent, exported).status()).isEqualTo(201);
        assertThat(importInto(other, otherAgent, exported.replaceFirst("\"version\":2", "\"version\":1"))
                        .status())
                .as("of before there were attachments")
                .isEqualTo(201);
    }

    @Test
    void idsOfAnyFormAndTimesOfTheirOwnAreTaken() {
        String session = branchedSession();
        String exported = export(user, "/" + session);
        JsonNode document = user.get(EXPORTS + "/" + session).body();
        String converted = exported.replace(session, "conv 42");
        int n = 0;
        for (JsonNode message : document.at("/sessions/0/messages")) {
            converted = converted.replace(message.path("id").asText(), "client-created-" + ++n);
        }
        converted =
                converted.replaceFirst("\"created_at\":\"[^\"]+\"", "\"created_at\":\"2023-05-01T10:00:00.123000Z\"");
        String longId = "x".repeat(255);
        converted = converted.replace("client-created-4", longId);

        Answer imported = importInto(other, otherAgent, converted);

        assertThat(imported.status()).as("%s", imported.body()).isEqualTo(201);
        assertThat(imported.body().at("/sessions/0/original_id").asText()).isEqualTo("conv 42");
        assertThat(export(other, "")).isEqualTo(converted);
        ChatClient third = new ChatClient(ChatDatabase.IDS.next());
        importInto(third, ChatDatabase.agent(third.userId, "private"), converted);
        assertThat(export(third, "")).isEqualTo(converted);
        String id = imported.body().at("/sessions/0/id").asText();
        assertThat(other.get(ChatClient.messages(id) + "?order=oldest")
                        .body()
                        .path("data")
                        .findValuesAsText("content"))
                .containsExactly("first", "second, edited", "last");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                ChatDatabase.number("SELECT COUNT(*) FROM message_search WHERE session_id = ?", id))
                        .isEqualTo(4));
    }

    @Test
    void sessionHasNoMoreBranchesThanItCouldGetHere() {
        String session = user.startSession(agent);
        user.append(session, "root", null);
        ObjectNode document = (ObjectNode) user.get(EXPORTS + "/" + session).body();
        ArrayNode messages = (ArrayNode) document.at("/sessions/0/messages");
        ObjectNode root = (ObjectNode) messages.get(0);
        for (int branch = 1; branch <= 201; branch++) {
            String id = ChatDatabase.IDS.next();
            messages.add(root.deepCopy()
                    .put("id", id)
                    .put("created_at", IdGenerator.timeOf(id).toString())
                    .put("branch", branch)
                    .put("position", branch + 1)
                    .set("parent_id", root.get("id")));
        }

        refused(document.toString(), "sessions[0].messages[201].branch");
        messages.remove(201);
        assertThat(importInto(other, otherAgent, document.toString()).status()).isEqualTo(201);
    }

    @Test
    void importOfOneWhoIsErasedMeanwhileIsFoundOut() throws SQLException {
        branchedSession();
        String erasing = ChatDatabase.IDS.next();
        String erased = ChatDatabase.IDS.next();
        ChatDatabase.update(
                "INSERT INTO users_replica (user_id, status, aggregate_version) VALUES (?, 'erasing', 1)", erasing);
        ChatDatabase.update("INSERT INTO erased_ids (subject_type, subject_id) VALUES ('user', ?)", erased);

        String exported = export(user, "");
        ChatClient leaving = new ChatClient(ChatDatabase.IDS.next());
        String leavingAgent = ChatDatabase.agent(leaving.userId, "private");
        CompletableFuture<Answer> importing;
        try (Connection erasure = ChatDatabase.connect();
                Statement statement = erasure.createStatement()) {
            erasure.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO erased_ids (subject_type, subject_id) VALUES ('user', '" + leaving.userId + "')");
            importing = leaving.sendAsync(
                    "POST", "/api/v1/imports/sessions?agent_id=" + leavingAgent, exported, "application/json", null);
            await().during(Duration.ofMillis(500)).until(() -> !importing.isDone());
            erasure.commit();
        }
        assertThat(importing.join().body().path("code").asText()).isEqualTo("user-erasing");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", leaving.userId))
                .isZero();
        assertThat(isErasing(erasing)).isTrue();
        assertThat(isErasing(erased)).isTrue();
        assertThat(isErasing(user.userId)).isFalse();
    }

    private boolean isErasing(String userId) {
        return pool.withTransaction(transaction -> imports.isErasing(transaction, userId))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void filesTravelWithTheirMessages() {
        String session = user.startSession(agent);
        byte[] image = TestFiles.png(300_001);
        String text = user.uploaded("notes.md", "# Notes".getBytes(StandardCharsets.UTF_8));
        String picture = user.uploaded("picture.png", image);
        Answer said = user.send(
                "POST",
                ChatClient.messages(session) + "?reply=false",
                "{\"content\":\"both\",\"attachments\":[\"" + text + "\",\"" + picture + "\"]}");
        assertThat(said.status()).as("%s", said.body()).isEqualTo(201);
        String exported = export(user, "/" + session);

        Answer imported = importInto(other, otherAgent, exported);

        assertThat(imported.status()).as("%s", imported.body()).isEqualTo(201);
        String id = imported.body().at("/sessions/0/id").asText();
        assertThat(export(other, "/" + id)).isEqualTo(exported);
        JsonNode files = other.get(ChatClient.messages(id)).body().at("/data/0/attachments");
        assertThat(files.findValuesAsText("media_type")).containsExactly("text/markdown", "image/png");
        assertThat(other.download(files.get(1).path("id").asText()).body()).isEqualTo(image);
        assertThat(export(user, "/" + session + "?format=markdown"))
                .contains("- Attachment: notes.md (text/markdown, 7 bytes)\n");
        refused(
                exported.replaceFirst("\"content\":\"iVBOR", "\"content\":\"AAAAA"),
                "sessions[0].messages[0].attachments[1]",
                415);
    }

    @Test
    void oneKeyImportsOnce() {
        String session = branchedSession();
        String exported = export(user, "/" + session);
        String path = "/api/v1/imports/sessions?agent_id=" + otherAgent;

        var first = other.sendAsync("POST", path, exported, "application/json", "import")
                .join();
        var again = other.sendAsync("POST", path, exported, "application/json", "import")
                .join();

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", other.userId))
                .isEqualTo(1);
    }

    @Test
    void markdownShowsEveryBranch() {
        String session = branchedSession();

        String markdown = export(user, "/" + session + "?format=markdown");

        assertThat(markdown).startsWith("# Branched\n").contains("- Branches: 2", "- Rating: 4.50", "- Feedback: fine");
        assertThat(markdown).contains("## 3 · user", "branch 1 after 1\n\n```text\nsecond, edited\n```\n");
        assertThat(user.get(EXPORTS + "?format=xml").status()).isEqualTo(400);
    }

    @Test
    void nobodyElseExports() {
        String session = branchedSession();

        assertThat(other.get(EXPORTS + "/" + session).status()).isEqualTo(404);
        assertThat(other.get(EXPORTS).body().path("sessions")).isEmpty();
    }

    private String branchedSession() {
        String session = user.startSession(agent);
        user.send("PATCH", "/api/v1/sessions/" + session, "{\"title\":\"Branched\",\"metadata\":{\"color\":\"red\"}}");
        user.append(session, "first", null);
        String second = user.append(session, "second", null).body().path("id").asText();
        user.send(
                "POST",
                ChatClient.messages(session) + "/" + second + "/edit?reply=false",
                "{\"content\":\"second, edited\",\"metadata\":{\"edited\":true}}");
        user.append(session, "last", null);
        user.send(
                "PUT",
                "/api/v1/sessions/" + session + "/feedback",
                "{\"satisfaction_score\":4.5,\"feedback\":\"fine\"}");
        return session;
    }

    private JsonNode siblings(String session, String message) {
        return other.get(ChatClient.messages(session) + "/" + message + "/siblings")
                .body()
                .path("data");
    }

    private void refused(String document, String field) {
        refused(document, field, 400);
    }

    private void refused(String document, String field, int status) {
        Answer answer = importInto(other, otherAgent, document);
        assertThat(answer.status()).as("%s: %s", field, answer.body()).isEqualTo(status);
        assertThat(answer.body().path("violations").findValuesAsText("field"))
                .anySatisfy(found -> assertThat(found).endsWith(field));
    }

    private static Answer importInto(ChatClient client, String agentId, String document) {
        return client.send("POST", "/api/v1/imports/sessions?agent_id=" + agentId, document);
    }

    private static String export(ChatClient client, String path) {
        Answer answer = client.sendAny(EXPORTS + path);
        assertThat(answer.status()).isEqualTo(200);
        return answer.raw().body();
    }

    private static Map<String, Long> types(String session) {
        return TopicProbe.read("lopez.sessions", session).stream()
                .map(entry -> Objects.requireNonNull(entry.event()).path("type").asText())
                .collect(java.util.stream.Collectors.groupingBy(type -> type, java.util.stream.Collectors.counting()));
    }
}
