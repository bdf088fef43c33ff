package de.lopezitwelt.chat.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.search.index.SearchPrefix;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class SearchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "public");

    @Test
    void wordsPhrasesBeginningsAndExclusionsAreFoundInWhateverCase() {
        String session = user.startSession(agent);
        String first = said(session, "Die offene Rechnung der Firma Müller & Söhne ist überfällig");
        String second = said(session, "Rechnung offen? Nein, die Mahnung ging an MUELLER");
        awaitIndexed(2);

        assertThat(found("rechnung")).containsExactly(second, first);
        assertThat(found("RECHNUNG muller")).containsExactly(first);
        assertThat(found("\"offene Rechnung\"")).containsExactly(first);
        assertThat(found("\"Rechnung offene\"")).isEmpty();
        assertThat(found("rechnung -mahnung")).containsExactly(first);
        assertThat(found("überf*")).containsExactly(first);
        assertThat(found("echnung")).as("part of a word").containsExactly(second, first);
        assertThat(found("\"echnung\"")).as("no word").isEmpty();
        JsonNode excerpt = search("q=" + encoded("\"offene rechnung\" söhne"))
                .path("data")
                .path(0)
                .path("excerpt");
        JsonNode mark = excerpt.path("marks").path(0);
        assertThat(excerpt.path("text")
                        .asText()
                        .substring(mark.path("start").asInt(), mark.path("end").asInt()))
                .isEqualTo("offene Rechnung");
        assertThat(excerpt.path("marks")).hasSize(2);
    }

    @Test
    void repliesAreFoundTooAndFiltersNarrow() {
        String session = user.startSession(agent);
        user.say(session, "Wortmeldung eins");
        String other = user.startSession(agent);
        String later = said(other, "Wortmeldung zwei");
        awaitIndexed(3);

        assertThat(found("wortmeldung")).hasSize(2);
        assertThat(found("wortmeldung&session_id=" + other)).containsExactly(later);
        assertThat(found("wortmeldung&agent_id=" + agent)).hasSize(2);
        assertThat(found("wortmeldung&agent_id=" + other)).isEmpty();
        assertThat(found("wortmeldung&to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(found("wortmeldung&from=2020-01-01T00:00:00Z")).hasSize(2);
        assertThat(ChatDatabase.column(
                        "SELECT m.type FROM message_search s JOIN chat_messages m ON m.id = s.message_id"
                                + " WHERE s.session_id = ? ORDER BY m.position",
                        session))
                .containsExactly("user", "agent");
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        String session = user.startSession(agent);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            said.addFirst(said(session, "Blatt Nummer " + i));
        }
        awaitIndexed(5);

        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = search("q=blatt&limit=2" + cursor);
            page.path("data").forEach(hit -> read.add(hit.path("message_id").asText()));
            cursor = page.path("next_cursor").isTextual()
                    ? "&cursor=" + page.path("next_cursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        assertThat(read).isEqualTo(said);
    }

    @Test
    void nobodyFindsWhatOthersSaid() {
        ChatClient stranger = new ChatClient(ChatDatabase.IDS.next());
        String secret = "geheimwort";
        said(user.startSession(agent), secret);
        awaitIndexed(1);

        assertThat(found(secret)).hasSize(1);
        assertThat(stranger.get("/api/v1/search?q=" + secret).body().path("data"))
                .isEmpty();
        ChatDatabase.update(
                "UPDATE message_search SET words = CONCAT(words, ' ', ?) WHERE user_id = ?",
                SearchPrefix.of(stranger.userId) + secret,
                user.userId);
        assertThat(stranger.get("/api/v1/search?q=" + secret).body().path("data"))
                .as("even with a prefix in common")
                .isEmpty();
    }

    @Test
    void badQuestionsAreRefused() {
        for (String query : List.of("", "q=", "q=-only", "q=%21", "q=" + "x".repeat(257))) {
            assertThat(user.get("/api/v1/search?" + query).status()).as(query).isEqualTo(400);
        }
        for (String filter : List.of("session_id=x", "agent_id=%27", "from=yesterday", "limit=0", "cursor=x")) {
            assertThat(user.get("/api/v1/search?q=word&" + filter).status())
                    .as(filter)
                    .isEqualTo(400);
        }
    }

    @Test
    void whatIsNotStoredIsNotFound() {
        var answer = user.send(
                "POST",
                "/v1/chat/completions",
                "{\"model\":\"" + agent
                        + "\",\"store\":false,\"messages\":[{\"role\":\"user\",\"content\":\"fluechtig\"}]}");
        assertThat(answer.status()).isEqualTo(200);
        String session = answer.body().path("session_id").asText();
        said(session, "festgehalten");
        awaitIndexed(1);
        assertThat(found("festgehalten")).hasSize(1);
        assertThat(found("fluechtig")).isEmpty();
        assertThat(rows("session_id", session)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            서울은 수도입니다 회의록을 작성했다      | 서울; 회의록; 작성; 수도
            Iğdır Diyarbakır IŞIKLI              | ığdır; IĞDIR; igdir; diyarbakir; ışık
            🎉 party                             | 🎉; party
            who is IT lead?                      | IT; who; "who is it"
            to be or not to be                   | "to be or not to be"; to be
            Łódź, København, Đakovo, Straße       | lodz; KOBENHAVN; đakovo; dakovo; strasse; benha
            Zusam\u00admen\u00adfassung           | zusammenfassung; fassung
            Совещание перенесено на понедельник   | понедельник; СОВЕЩ; недель
            Η συνάντηση της Δευτέρας              | συναντηση; ΔΕΥΤΕΡΑΣ; αντησ
            اجتماع الفريق غدًا في المكتبة          | غدا; الفريق; مكتبة; جتما
            הפגישה עם הצוות ביום שני               | פגישה; צוות
            नमस्ते हिन्दी में बैठक                  | हिन्दी; बैठक; "में बैठक"
            ประชุมพรุ่งนี้บ่ายสามโมง                 | ประชุม; พรุ่งนี้
            明日の会議は午後三時からです              | 会議; 午後三時
            你好，明天的会议下午三点开始               | 会议; 三点
            Abrechnungen, Rechnungsprüfung        | rechnung; prüfung; rüf
            """)
    void everyScriptIsFoundAsItsReadersLookForIt(String text, String queries) {
        said(user.startSession(agent), text);
        said(user.startSession(agent), "etwas anderes 別の何か 다른것 другое غيره อื่น");
        awaitIndexed(2);
        for (String query : queries.split(";")) {
            assertThat(found(query.strip())).as(query).hasSize(1);
        }
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
        int filters = query.indexOf('&');
        String words = filters < 0 ? query : query.substring(0, filters);
        List<String> ids = new ArrayList<>();
        search("q=" + encoded(words) + query.substring(words.length()))
                .path("data")
                .forEach(hit -> ids.add(hit.path("message_id").asText()));
        return ids;
    }

    private JsonNode search(String query) {
        var answer = user.get("/api/v1/search?" + query);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
