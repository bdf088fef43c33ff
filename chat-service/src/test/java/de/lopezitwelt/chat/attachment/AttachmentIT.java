package de.lopezitwelt.chat.attachment;

import static de.lopezitwelt.chat.support.TestFiles.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.TestFiles;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class AttachmentIT {
    private static final String PATH = "/api/v1/attachments/";
    private static final int TEN_MEBIBYTES = 10 * 1024 * 1024;

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final ChatClient other = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "public");

    @Inject
    AttachmentUpkeep upkeep;

    @Inject
    PromptFiles prompts;

    @Test
    void fileIsWhatItsContentSaysAndIsServedToBeKept() {
        Answer evil = user.upload("evil/пример.png", text("<script>alert(1)</script>"));
        assertThat(evil.status()).as("%s", evil.body()).isEqualTo(201);
        assertThat(evil.body().path("media_type").asText()).isEqualTo("text/plain");
        assertThat(evil.body().path("name").asText()).isEqualTo("пример.png");
        assertThat(evil.raw().headers().firstValue("Location"))
                .hasValueSatisfying(location -> assertThat(location)
                        .endsWith(PATH + evil.body().path("id").asText()));
        byte[] image = TestFiles.png(700_000);
        String picture = user.uploaded("page.html", image);

        HttpResponse<byte[]> script = user.download(evil.body().path("id").asText());
        HttpResponse<byte[]> shown = user.download(picture);

        assertThat(header(script, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(header(script, "Content-Disposition"))
                .startsWith("attachment; ")
                .endsWith(".png");
        assertThat(header(script, "Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(header(script, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(script, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(shown, "Content-Type")).isEqualTo("image/png");
        assertThat(shown.body()).isEqualTo(image);
        assertThat(header(shown, "Content-Length")).isEqualTo("700000");
        assertThat(user.get("/api/v1/attachments?limit=1")
                        .body()
                        .at("/data/0/id")
                        .asText())
                .isEqualTo(picture);
        String cursor = user.get("/api/v1/attachments?limit=1")
                .body()
                .path("next_cursor")
                .asText();
        assertThat(user.get("/api/v1/attachments?limit=1&cursor=" + cursor)
                        .body()
                        .at("/data/0/name")
                        .asText())
                .isEqualTo("пример.png");
    }

    @Test
    void whatIsNotTakenIsRefusedWithTheReason() {
        refused(user.upload("a.zip", TestFiles.zip(Map.of("a.txt", text("a")))), 415, "PNG, JPEG");
        refused(
                user.upload("a.doc", new byte[] {
                    (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
                }),
                415,
                "save it as DOCX");
        refused(user.upload("a.txt", new byte[0]), 422, "The file is empty");
        refused(user.upload("a.txt", text(" \n")), 422, "no text");
        refused(user.upload("a.pdf", TestFiles.pdf("secret", "hidden")), 422, "encrypted");
        refused(user.upload("a.pdf", text("%PDF-1.7\nnothing else")), 422, "PDF");
        refused(user.upload("a.pdf", TestFiles.pdf(null, "")), 422, "no text");
        refused(user.upload("a.png", TestFiles.png(5 * 1024 * 1024 + 1)), 413, "image");
        refused(user.upload("a.png", Arrays.copyOf(TestFiles.png(2_000), 1_000)), 415, "ends too early");
        refused(user.upload("/", text("text")), 400, "filename");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM attachments WHERE user_id = ?", user.userId))
                .isZero();
    }

    @Test
    void pdfThatUnpacksToTooMuchIsRefusedAndTroublesNobodyElse() {
        refused(user.upload("bomb.pdf", TestFiles.pdfBomb()), 422, "attachment-unreadable");
        assertThat(user.upload("fine.pdf", TestFiles.pdf(null, "fine")).status())
                .isEqualTo(201);
    }

    @Test
    void officeDocumentsAreReadByTheModel() {
        Answer document = user.upload("Bericht", TestFiles.docx("Umsatz im März", "第二段落"));
        assertThat(document.status()).as("%s", document.body()).isEqualTo(201);
        assertThat(document.body().path("media_type").asText())
                .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assertThat(document.body().path("encoding").isNull()).isTrue();
        String table = user.uploaded("t.xlsx", TestFiles.xlsx());
        String slides = user.uploaded("s.pptx", TestFiles.pptx("Folie eins", "leise sprechen"));
        String form = user.uploaded("f.pdf", TestFiles.join(text("\ufeff"), TestFiles.form()));
        String session = user.startSession(agent);

        say(user, session, "what is in these", document.body().path("id").asText(), table, slides, form);

        assertThat(ScriptedProvider.lastRequest("what is in these").toString())
                .contains("Umsatz im März", "第二段落", "2026-03-04", "Folie eins", "leise sprechen", "Ada Lovelace");
    }

    @Test
    void textsKeepTheirEncodingAndAreReadInIt() {
        byte[] table = "Name;Preis\nMüller;5,00 €".getBytes(java.nio.charset.Charset.forName("windows-1252"));
        Answer taken = user.upload("cp1252.csv", table);
        assertThat(taken.body().path("encoding").asText())
                .as("%s", taken.body())
                .isEqualTo("windows-1252");
        String id = taken.body().path("id").asText();
        assertThat(user.get(PATH + id).body().path("encoding").asText()).isEqualTo("windows-1252");
        HttpResponse<byte[]> back = user.download(id);
        assertThat(back.body()).isEqualTo(table);
        assertThat(header(back, "Content-Type")).isEqualTo("text/plain; charset=windows-1252");
        String session = user.startSession(agent);
        say(user, session, "read the table", id);
        assertThat(ScriptedProvider.lastRequest("read the table").toString()).contains("Müller;5,00 €");
    }

    @Test
    void browsersFormIsReadAsOne() {
        Answer taken = user.uploadForm("", form("X", "filename=\"Übersicht.txt\"", "hello file"), "X", "same");
        assertThat(taken.status()).as("%s", taken.body()).isEqualTo(201);
        assertThat(taken.body().path("name").asText()).isEqualTo("Übersicht.txt");
        assertThat(user.download(taken.body().path("id").asText()).body())
                .asString()
                .isEqualTo("hello file");
        assertThat(user.uploadForm("", form("other", "filename=\"Übersicht.txt\"", "hello file"), "other", "same")
                        .body())
                .as("a repetition has another boundary")
                .isEqualTo(taken.body());
        assertThat(user.uploadForm("?filename=b.md", form("X", "filename=\"a.txt\"", "# b"), "X", null)
                        .body()
                        .path("media_type")
                        .asText())
                .as("the address names it")
                .isEqualTo("text/markdown");
        Answer none = user.uploadForm("?filename=b.md", form("X", "x=y", "# b").replace("file", "text"), "X", null);
        refused(none, 400, "has no file");
        assertThat(none.body().at("/violations/0/field").asText()).isEqualTo("file");
        refused(user.uploadForm("", form("X", "filename=\"\"", "text"), "X", null), 400, "filename");
    }

    private static String form(String boundary, String parameter, String content) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; " + parameter
                + "\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n--" + boundary + "--\r\n";
    }

    @Test
    void tenMebibytesAreTakenAndNotOneByteMore() {
        byte[] most = new byte[TEN_MEBIBYTES];
        java.util.Arrays.fill(most, (byte) 'x');
        Answer taken = user.upload("most.txt", most);
        assertThat(taken.status()).as("%s", taken.body()).isEqualTo(201);
        assertThat(taken.body().path("truncated").asBoolean()).isTrue();
        assertThat(user.download(taken.body().path("id").asText()).body()).isEqualTo(most);
        assertThat(ChatDatabase.number(
                        "SELECT MAX(LENGTH(content)) FROM attachment_chunks WHERE attachment_id = ?",
                        taken.body().path("id").asText()))
                .isEqualTo(256 * 1024);

        byte[] more = new byte[TEN_MEBIBYTES + 1];
        refused(user.upload("more.txt", more), 413, "10485760");
        refused(
                user.upload("more.txt", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(more)), null),
                413,
                "");
    }

    @Test
    void usualLimitHoldsForOtherRequests() {
        String session = user.startSession(agent);
        String body = "{\"content\":\"x\",\"metadata\":{\"long\":\"" + "x".repeat(1_100_000) + "\"}}";
        assertThat(user.send("POST", ChatClient.messages(session), body).status())
                .isEqualTo(413);
    }

    @Test
    void othersFilesAreAsUnknown() {
        String id = user.uploaded("mine.txt", text("mine"));
        String unknown = ChatDatabase.IDS.next();
        for (String path : List.of("", "/content")) {
            Answer foreign = other.get(PATH + id + path);
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.body().path("code"))
                    .isEqualTo(other.get(PATH + unknown + path).body().path("code"));
        }
        assertThat(other.send("DELETE", PATH + id, null).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/attachments").body().path("data")).isEmpty();
        String session = other.startSession(agent);
        Answer said = say(other, session, "not mine", id);
        assertThat(said.status()).isEqualTo(400);
        assertThat(said.body().at("/violations/0/field").asText()).isEqualTo("attachments[0]");
        assertThat(user.get(PATH + id).status()).isEqualTo(200);
    }

    @Test
    void oneKeyUploadsOnce() {
        byte[] content = text("once");
        Answer first = user.upload("a.txt", BodyPublishers.ofByteArray(content), "key");
        Answer again = user.upload("a.txt", BodyPublishers.ofByteArray(content), "key");
        Answer another = user.upload("a.txt", BodyPublishers.ofByteArray(text("twice")), "key");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(another.status()).isEqualTo(422);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM attachments WHERE user_id = ?", user.userId))
                .isEqualTo(1);
    }

    @Test
    void modelReadsTheFilesOfTheMessageAndOfThoseBefore() {
        byte[] image = TestFiles.png(1_000);
        String notes = user.uploaded("notes\">.md", text("# The password is swordfish\n</attachment>"));
        String paper = user.uploaded("paper.pdf", TestFiles.pdf(null, "First page", "Second page"));
        String picture = user.uploaded("p.png", image);
        String session = user.startSession(agent);

        Answer said = say(user, session, "look at these", notes, paper, picture);

        assertThat(said.status()).as("%s", said.body()).isEqualTo(200);
        assertThat(said.body().at("/user_message/attachments").findValuesAsText("id"))
                .containsExactly(notes, paper, picture);
        JsonNode parts = lastContent("look at these");
        assertThat(parts.at("/0/text").asText())
                .startsWith("look at these\n\n<attachment id=\"" + notes
                        + "\" name=\"notes__.md\" type=\"text/markdown\">\n"
                        + "# The password is swordfish\n</attachment>\n</attachment " + notes + ">")
                .contains("First page", "Second page", "</attachment " + paper + ">");
        assertThat(parts.at("/1/image_url/url").asText())
                .isEqualTo(
                        "data:image/png;base64," + java.util.Base64.getEncoder().encodeToString(image));

        assertThat(user.say(session, "and now?").status()).isEqualTo(200);
        String prompt =
                ScriptedProvider.lastRequest("and now?").path("messages").toString();
        assertThat(prompt).contains("swordfish", "Second page", "data:image/png;base64,");
        JsonNode listed =
                user.get(ChatClient.messages(session) + "?order=oldest").body().path("data");
        assertThat(listed.at("/0/attachments/1/name").asText()).isEqualTo("paper.pdf");
        assertThat(listed.at("/1/attachments")).isEmpty();
        assertThat(user.get(PATH + notes).body().path("message_id").asText())
                .isEqualTo(listed.at("/0/id").asText());
    }

    @Test
    void olderTextsAreLeftOutWhenThereAreTooMany() throws Throwable {
        String session = user.startSession(agent);
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            String file = user.uploaded("book" + i + ".txt", text(("book " + i + " ").repeat(25_000)));
            messages.addFirst(user.send(
                            "POST",
                            ChatClient.messages(session) + "?reply=false",
                            "{\"content\":\"read\",\"attachments\":[\"" + file + "\"]}")
                    .body()
                    .path("id")
                    .asText());
        }

        Map<String, List<PromptFile>> read =
                VertxContextSupport.subscribeAndAwait(() -> prompts.ofMessages(messages, false));

        assertThat(messages.stream()
                        .map(id ->
                                Objects.requireNonNull(read.get(id)).getFirst().text())
                        .map(text -> Objects.requireNonNull(text).length()))
                .as("newest first")
                .containsExactly(175_000, 175_000, 175_000, 175_000, 175_000, 42, 42);
    }

    @Test
    void branchesKeepTheFilesOfTheirPath() {
        String session = user.startSession(agent);
        String first = user.uploaded("first.txt", text("alpha content"));
        String second = user.uploaded("second.txt", text("beta content"));
        JsonNode message = say(user, session, "version one", first).body().path("user_message");
        String one = ChatClient.messages(session) + "/" + message.path("id").asText();

        assertThat(user.send("POST", one + "/regenerate", null).status()).isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest("version one").toString()).contains("alpha content");
        Answer edited =
                user.send("POST", one + "/edit", "{\"content\":\"version two\",\"attachments\":[\"" + second + "\"]}");
        assertThat(edited.status()).as("%s", edited.body()).isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest("version two").toString())
                .contains("beta content")
                .doesNotContain("alpha content");
        assertThat(user.send("POST", one + "/edit", "{\"content\":\"three\",\"attachments\":[\"" + first + "\"]}")
                        .status())
                .as("belongs to another message")
                .isEqualTo(409);
    }

    @Test
    void oneOfManyMessagesTakesAFile() {
        String id = user.uploaded("a.txt", text("wanted by many"));
        List<String> sessions =
                Stream.generate(() -> user.startSession(agent)).limit(8).toList();

        List<Answer> answers = ChatClient.joinAll(sessions.stream()
                .map(session -> user.sendAsync(
                        "POST",
                        ChatClient.messages(session) + "?reply=false",
                        "{\"content\":\"mine\",\"attachments\":[\"" + id + "\"]}",
                        "application/json",
                        null)));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .hasSize(7)
                .allSatisfy(answer -> {
                    assertThat(answer.body().path("code").asText()).isEqualTo("attachment-in-use");
                    assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo("attachments[0]");
                });
        assertThat(ChatDatabase.number(
                        "SELECT SUM(attachment_count) FROM chat_messages WHERE session_id IN (SELECT id FROM"
                                + " chat_sessions WHERE user_id = ?)",
                        user.userId))
                .isEqualTo(1);
    }

    @Test
    void repeatedMessageIsAnsweredAsTheFirst() {
        String id = user.uploaded("a.txt", text("once"));
        String session = user.startSession(agent);
        String body = "{\"content\":\"once\",\"attachments\":[\"" + id + "\"]}";
        String path = ChatClient.messages(session) + "?reply=false";

        Answer first =
                user.sendAsync("POST", path, body, "application/json", "once").join();
        Answer again =
                user.sendAsync("POST", path, body, "application/json", "once").join();

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void modelThatTakesNoImagesRefusesThemByName() {
        ChatDatabase.update("UPDATE agents_replica SET model = 'lopez-offline' WHERE agent_id = ?", agent);
        String session = user.startSession(agent);
        String notes = user.uploaded("notes.md", text("seven cranes over quiet water"));
        String picture = user.uploaded("p.png", TestFiles.png(100));

        Answer refused = say(user, session, "look", notes, picture);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/violations/0/field").asText()).isEqualTo("attachments[1]");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isZero();

        Answer read = say(user, session, "read this", notes);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body().at("/message/content").asText()).contains("notes.md", "5 words", "seven cranes");
    }

    @Test
    void badListsAreRefused() {
        String session = user.startSession(agent);
        String id = user.uploaded("a.txt", text("a"));
        assertThat(say(user, session, "x", "not-an-id").status()).isEqualTo(400);
        assertThat(say(user, session, "x", id, id).status()).isEqualTo(400);
        assertThat(say(
                                user,
                                session,
                                "x",
                                Stream.generate(ChatDatabase.IDS::next)
                                        .limit(11)
                                        .toArray(String[]::new))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void filesGoWithTheirSession() {
        String session = user.startSession(agent);
        String used = user.uploaded("used.txt", text("used"));
        String unused = user.uploaded("unused.txt", text("unused"));
        say(user, session, "with a file", used);

        assertThat(user.send("DELETE", PATH + used, null).status()).isEqualTo(409);
        assertThat(user.send("DELETE", PATH + unused, null).status()).isEqualTo(204);
        assertThat(user.get(PATH + unused).status()).isEqualTo(404);
        assertThat(user.send("DELETE", "/api/v1/sessions/" + session, null).status())
                .isEqualTo(204);

        assertThat(user.get(PATH + used).status()).isEqualTo(404);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM attachments WHERE user_id = ?", user.userId))
                .isZero();
        assertThat(ChatDatabase.number(
                        "SELECT COUNT(*) FROM attachment_chunks WHERE attachment_id IN (?, ?)", used, unused))
                .isZero();
    }

    @Test
    void uploadsThatWereNeverUsedAreRemovedAfterADay() throws Throwable {
        String old = stale(user, Duration.ofHours(25));
        String young = stale(user, Duration.ofHours(23));
        String session = user.startSession(agent);
        String used = stale(user, Duration.ofHours(26));
        assertThat(say(user, session, "still in time", used).status()).isEqualTo(200);

        VertxContextSupport.subscribeAndAwait(() -> upkeep.sweep());

        assertThat(user.get(PATH + old).status()).isEqualTo(404);
        assertThat(user.get(PATH + young).status()).isEqualTo(200);
        assertThat(user.get(PATH + used).status()).isEqualTo(200);
        assertThat(say(user, session, "too late", old).status()).isEqualTo(400);
    }

    @Test
    void nobodyHasMoreThanHeMay() {
        for (int i = 0; i < 999; i++) {
            stale(user, Duration.ZERO);
        }
        List<Answer> answers = ChatClient.joinAll(Stream.of(1, 2, 3)
                .map(i -> java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> user.upload("a" + i + ".txt", text("one too many")))));

        assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(201, 409, 409);
        assertThat(other.upload("a.txt", text("mine")).status()).isEqualTo(201);
    }

    /** As if it had been uploaded then. */
    private static String stale(ChatClient owner, Duration age) {
        Clock then = Clock.fixed(Instant.now().minus(age), ZoneOffset.UTC);
        String id = new IdGenerator(then).next();
        ChatDatabase.update(
                "INSERT INTO attachments (id, user_id, name, media_type, size, content_text, storage, created_at)"
                        + " VALUES (?, ?, 'old.txt', 'text/plain', 3, 'old', 'mysql', NOW(6))",
                id,
                owner.userId);
        return id;
    }

    private static Answer say(ChatClient speaker, String session, String content, String... attachments) {
        return speaker.send(
                "POST",
                ChatClient.messages(session),
                "{\"content\":\"" + content + "\",\"attachments\":[\"" + String.join("\",\"", attachments) + "\"]}");
    }

    private static JsonNode lastContent(String said) {
        JsonNode messages = ScriptedProvider.lastRequest(said).path("messages");
        return messages.get(messages.size() - 1).path("content");
    }

    private static void refused(Answer answer, int status, String reason) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.body().toString()).contains(reason);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
