package de.lopezitwelt.chat.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.SseStream;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class SessionIT {
    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");

    @Test
    void sessionIsOpenedReadChangedAndDeleted() {
        var opened = user.send(
                "POST",
                "/api/v1/sessions",
                "{\"agent_id\":\"" + agent + "\",\"title\":\"First\",\"metadata\":{\"color\":\"red\",\"keep\":1}}");
        assertThat(opened.status()).isEqualTo(201);
        String path = opened.raw().headers().firstValue("Location").orElseThrow();
        path = path.substring(path.indexOf("/api/"));
        assertThat(opened.raw().headers().firstValue("ETag")).contains("\"1\"");

        assertThat(user.get(path).body().path("metadata").path("color").asText())
                .isEqualTo("red");
        var changed = user.send("PATCH", path, "{\"title\":\"Second\",\"metadata\":{\"color\":null}}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.raw().headers().firstValue("ETag")).contains("\"2\"");
        var read = user.get(path).body();
        assertThat(read.path("title").asText()).isEqualTo("Second");
        assertThat(read.path("metadata").toString()).isEqualTo("{\"keep\":1}");

        assertThat(user.send("PATCH", path, "{\"status\":\"ended\"}")
                        .body()
                        .path("ended_at")
                        .asText())
                .endsWith("Z");
        String id = read.path("id").asText();
        assertThat(user.append(id, "too late", null).status()).isEqualTo(409);
        assertThat(user.send("PATCH", path, "{\"status\":\"active\"}").status()).isEqualTo(200);
        assertThat(user.append(id, "again", null).status()).isEqualTo(201);

        assertThat(user.send("PATCH", path, "{\"user_id\":\"x\"}").status()).isEqualTo(400);
        assertThat(user.send("PATCH", path, "{\"status\":\"sleeping\"}").status())
                .isEqualTo(400);

        assertThat(user.send("DELETE", path, null).status()).isEqualTo(204);
        assertThat(user.get(path).status()).isEqualTo(404);
        assertThat(user.append(id, "after the end", null).status()).isEqualTo(404);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", id))
                .isZero();
    }

    @Test
    void deletedSessionLeavesNoRowInAnyTable() {
        String session = user.startSession(agent);
        String question =
                user.say(session, "hello remains").body().at("/user_message/id").asText();
        user.send("POST", ChatClient.messages(session) + "/" + question + "/edit", "{\"content\":\"hello edited\"}");
        user.send("PUT", "/api/v1/sessions/" + session + "/feedback", "{\"satisfaction_score\":3,\"feedback\":\"x\"}");
        user.send(
                "POST",
                "/v1/responses",
                "{\"model\":\"" + agent + "\",\"input\":\"hello\",\"conversation\":\"" + session + "\"}");
        List<Object> tables = ChatDatabase.column(
                "SELECT c.table_name FROM information_schema.columns c"
                        + " JOIN information_schema.tables t USING (table_schema, table_name)"
                        + " WHERE c.table_schema = DATABASE() AND c.column_name = 'session_id' AND t.table_type = 'BASE TABLE'");
        await().atMost(Duration.ofSeconds(60)).until(() -> rows("message_search", session) >= 4);
        assertThat(tables)
                .contains("chat_messages", "replies", "session_branches", "session_feedback", "message_search")
                .filteredOn(table -> rows(table, session) > 0)
                .hasSizeGreaterThanOrEqualTo(5);

        assertThat(user.send("DELETE", "/api/v1/sessions/" + session, null).status())
                .isEqualTo(204);

        assertThat(tables)
                .allSatisfy(table ->
                        assertThat(rows(table, session)).as("%s", table).isZero());
    }

    private static long rows(Object table, String session) {
        return ChatDatabase.number("SELECT COUNT(*) FROM " + table + " WHERE session_id = ?", session);
    }

    @Test
    void pagesOfSessionsAndMessagesAreStableAndComplete() {
        List<String> opened =
                IntStream.range(0, 7).mapToObj(i -> user.startSession(agent)).toList();
        List<String> listed = new ArrayList<>();
        String next = "/api/v1/sessions?limit=3";
        while (!next.isEmpty()) {
            JsonNode page = user.get(next).body();
            page.path("data").forEach(session -> listed.add(session.path("id").asText()));
            next = page.path("next_cursor").isTextual()
                    ? "/api/v1/sessions?limit=3&cursor="
                            + page.path("next_cursor").asText()
                    : "";
        }
        assertThat(listed).containsExactlyElementsOf(opened.reversed());

        String session = opened.getFirst();
        IntStream.range(0, 5).forEach(i -> user.append(session, "m" + i, null));
        JsonNode newest = user.get(ChatClient.messages(session) + "?limit=2").body();
        assertThat(newest.path("data").findValuesAsText("content")).containsExactly("m4", "m3");
        JsonNode older = user.get(ChatClient.messages(session) + "?limit=2&cursor="
                        + newest.path("next_cursor").asText())
                .body();
        assertThat(older.path("data").findValuesAsText("content")).containsExactly("m2", "m1");
        assertThat(user.get(ChatClient.messages(session) + "?order=oldest")
                        .body()
                        .path("data")
                        .findValuesAsText("content"))
                .containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(user.get(ChatClient.messages(session) + "?cursor=garbage").status())
                .isEqualTo(400);
    }

    @Test
    void agentsAreUsedOnlyByThoseWhoMay() {
        ChatClient stranger = new ChatClient(ChatDatabase.IDS.next());
        String shared = ChatDatabase.agent(user.userId, "public");
        String suspended = ChatDatabase.agent(user.userId, "public");
        ChatDatabase.update("UPDATE agents_replica SET is_active = FALSE WHERE agent_id = ?", suspended);

        assertThat(start(stranger, agent).status()).isEqualTo(400);
        assertThat(start(stranger, ChatDatabase.IDS.next())
                        .body()
                        .path("detail")
                        .asText())
                .isEqualTo(start(stranger, agent).body().path("detail").asText());
        assertThat(start(stranger, shared).status()).isEqualTo(201);
        assertThat(start(stranger, suspended).status()).isEqualTo(409);
    }

    @Test
    void organizationSessionNeedsAMembershipAndUsesTheLicencesConfiguration() {
        String organization = ChatDatabase.IDS.next();
        ChatClient member = new ChatClient(ChatDatabase.IDS.next());
        String body = "{\"agent_id\":\"" + agent + "\",\"organization_id\":\"" + organization + "\"}";
        ChatDatabase.update(
                "INSERT INTO entitlements_replica (subject_type, subject_id, organization_id, agent_id, custom_config,"
                        + " is_active, aggregate_version) VALUES ('enterprise_agent', ?, ?, ?,"
                        + " '{\"system_prompt\": \"Answer for ACME\"}', TRUE, 1)",
                ChatDatabase.IDS.next(),
                organization,
                agent);
        assertThat(member.send("POST", "/api/v1/sessions", body).status()).isEqualTo(403);
        ChatDatabase.update(
                "INSERT INTO memberships_replica (organization_id, user_id, role, aggregate_version) VALUES (?, ?,"
                        + " 'member', 1)",
                organization,
                member.userId);

        var opened = member.send("POST", "/api/v1/sessions", body);
        assertThat(opened.status()).isEqualTo(201);
        member.say(opened.body().path("id").asText(), "hello acme");

        assertThat(ScriptedProvider.lastRequest("hello acme")
                        .path("messages")
                        .path(0)
                        .path("content")
                        .asText())
                .contains("Answer for ACME");
        assertThat(ChatDatabase.number(
                        "SELECT used FROM usage_counters WHERE subject_id = ? AND limit_name = 'messages_per_day'",
                        organization))
                .isEqualTo(1);
    }

    @Test
    void nobodyTalksForADeactivatedOrganization() {
        String organization = ChatDatabase.IDS.next();
        ChatDatabase.update(
                "INSERT INTO memberships_replica (organization_id, user_id, role, aggregate_version) VALUES (?, ?,"
                        + " 'member', 1)",
                organization,
                user.userId);
        String body = "{\"agent_id\":\"" + agent + "\",\"organization_id\":\"" + organization + "\"}";
        var opened = user.send("POST", "/api/v1/sessions", body);
        assertThat(opened.status()).isEqualTo(201);

        ChatDatabase.update(
                "INSERT INTO entitlements_replica (subject_type, subject_id, is_active, aggregate_version)"
                        + " VALUES ('organization', ?, FALSE, 2)",
                organization);

        await().untilAsserted(() -> assertThat(user.send("POST", "/api/v1/sessions", body)
                        .body()
                        .path("code")
                        .asText())
                .isEqualTo("organization-inactive"));
        assertThat(user.say(opened.body().path("id").asText(), "hello").status())
                .isEqualTo(403);
    }

    @Test
    void moderatorEndsASessionWithoutReadingIt() {
        String session = user.startSession(agent);
        String moderatorId = ChatDatabase.IDS.next();
        ChatClient moderator = new ChatClient(moderatorId, TestTokens.moderator(moderatorId));

        assertThat(user.send("POST", "/api/v1/sessions/" + session + "/end", null)
                        .status())
                .isEqualTo(403);
        assertThat(moderator
                        .send("POST", "/api/v1/sessions/" + session + "/end", null)
                        .status())
                .isEqualTo(204);
        assertThat(moderator.get("/api/v1/sessions/" + session).status()).isEqualTo(404);
        assertThat(user.get("/api/v1/sessions/" + session).body().path("status").asText())
                .isEqualTo("ended");
    }

    @Test
    void sessionWithAReplyUnderWayIsNotDeleted() {
        String session = user.startSession(agent);
        try (SseStream stream = user.stream(session, "say 500 20")) {
            String replyId = SseStream.replyId(stream.until("delta"));

            assertThat(user.send("DELETE", "/api/v1/sessions/" + session, null).status())
                    .isEqualTo(409);
            user.send("POST", "/api/v1/sessions/" + session + "/replies/" + replyId + "/cancel", null);
        }
        assertThat(user.send("DELETE", "/api/v1/sessions/" + session, null).status())
                .isEqualTo(204);
    }

    @Test
    void clientThatTakesAnythingGetsTheReplyInOnePiece() {
        String session = user.startSession(agent);

        var answer = user.sendAsync("POST", ChatClient.messages(session), "{\"content\":\"say 1\"}", "*/*", null)
                .join();

        assertThat(answer.body().path("message").path("content").asText()).isEqualTo("word1 ");
        assertThat(answer.body().path("usage").path("total_tokens").asInt()).isEqualTo(8);
    }

    @Test
    void sessionWithoutATitleGetsItsFirstWordsAndAnOwnOneStays() {
        String untitled = user.startSession(agent);
        String titled = user.startSession(agent);
        user.send("PATCH", "/api/v1/sessions/" + titled, "{\"title\":\"Mine\"}");

        for (String session : List.of(untitled, titled)) {
            user.say(session, "hello  generated\ntitle");
            user.say(session, "hello later");
        }

        assertThat(title(untitled)).isEqualTo("hello generated title");
        assertThat(title(titled)).isEqualTo("Mine");
    }

    @Test
    void listIsNarrowedByEachFilter() {
        String first = user.startSession(agent);
        String second = user.startSession(agent);
        user.send("PATCH", "/api/v1/sessions/" + first, "{\"title\":\"50% Über uns\"}");
        user.send("PATCH", "/api/v1/sessions/" + second, "{\"title\":\"500 things\",\"status\":\"archived\"}");
        String started =
                user.get("/api/v1/sessions/" + second).body().path("created_at").asText();
        String changed =
                user.get("/api/v1/sessions/" + second).body().path("updated_at").asText();

        assertThat(listed("title=50%25%20%C3%BCBER")).containsExactly(first);
        assertThat(listed("title=50")).containsExactly(second, first);
        assertThat(listed("status=archived")).containsExactly(second);
        assertThat(listed("created_from=2020-01-01T00:00:00Z&created_before=2020-01-02T00:00:00Z"))
                .isEmpty();
        assertThat(listed("created_from=" + started)).contains(second);
        assertThat(listed("updated_from=" + changed)).containsExactly(second);
        assertThat(listed("updated_before=" + changed)).containsExactly(first);
        assertThat(listed("organization_id=" + ChatDatabase.IDS.next())).isEmpty();
        assertThat(user.get("/api/v1/sessions?created_from=yesterday").status()).isEqualTo(400);
        user.send("PATCH", "/api/v1/sessions/" + second, "{\"status\":\"active\"}");
        assertThat(listed("status=archived")).isEmpty();
    }

    @Test
    void oddTimesAndIdsAreUnderstoodOrRefused() {
        String session = user.startSession(agent);

        assertThat(listed("created_from=0001-01-01T00:00:00Z")).containsExactly(session);
        assertThat(listed("updated_from=0001-01-01T00:00:00Z")).containsExactly(session);
        assertThat(listed("created_before=%2B1000000000-12-31T23:59:59Z")).containsExactly(session);
        assertThat(listed("updated_before=%2B12345-01-01T00:00:00Z")).containsExactly(session);
        assertThat(user.get("/api/v1/sessions?agent_id=%C3%BC").status()).isEqualTo(400);
        assertThat(user.get("/api/v1/sessions?cursor=w7w").status()).isEqualTo(400);
        for (String path : List.of("/%C3%BC", "/%C3%BC/messages", "/" + session + "/messages/%C3%BC")) {
            assertThat(user.get("/api/v1/sessions" + path).status()).as(path).isEqualTo(404);
        }
        assertThat(start(user, "ü").status()).isEqualTo(400);
    }

    @Test
    void metadataIsKeptSmall() {
        String session = user.startSession(agent);
        String deep = "{\"a\":".repeat(17) + "1" + "}".repeat(17);
        String large = "{\"a\":\"" + "x".repeat(17_000) + "\"}";

        for (String metadata : List.of(deep, large)) {
            String more = ",\"metadata\":" + metadata + "}";
            var started = user.send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + agent + "\"" + more);
            var changed = user.send("PATCH", "/api/v1/sessions/" + session, "{\"title\":\"x\"" + more);
            var said = user.send("POST", ChatClient.messages(session) + "?reply=false", "{\"content\":\"x\"" + more);
            for (var answer : List.of(started, changed, said)) {
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo("metadata");
            }
        }
    }

    @Test
    void deletedSessionLeavesNothingForARepeatedRequestToShow() {
        String body = "{\"agent_id\":\"" + agent + "\",\"metadata\":{\"secret\":\"of mine\"}}";
        var first = user.sendAsync("POST", "/api/v1/sessions", body, "application/json", "start")
                .join();
        var again = user.sendAsync("POST", "/api/v1/sessions", body, "application/json", "start")
                .join();
        assertThat(again.body()).isEqualTo(first.body());
        user.send("DELETE", "/api/v1/sessions/" + first.body().path("id").asText(), null);

        assertThat(ChatDatabase.number(
                        "SELECT COUNT(*) FROM idempotency_keys WHERE CAST(body AS CHAR) LIKE '%of mine%'"))
                .isZero();
        assertThat(user.sendAsync("POST", "/api/v1/sessions", body, "application/json", "start")
                        .join()
                        .status())
                .isEqualTo(404);
    }

    private List<String> listed(String query) {
        return user.get("/api/v1/sessions?" + query).body().path("data").findValuesAsText("id");
    }

    private String title(String session) {
        return user.get("/api/v1/sessions/" + session).body().path("title").asText();
    }

    private static ChatClient.Answer start(ChatClient client, String agentId) {
        return client.send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + agentId + "\"}");
    }
}
