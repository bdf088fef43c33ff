package de.lopezitwelt.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.TestFiles;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class InlineFilesIT {
    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String RESPONSES = "/v1/responses";
    private static final String PNG = Base64.getEncoder().encodeToString(TestFiles.png(3_000_000));
    private static final String PDF = Base64.getEncoder().encodeToString(TestFiles.pdf(null, "Annual report"));

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");

    @Test
    void filesOfACompletionBecomeAttachmentsOfItsMessage() {
        Answer answer = complete(
                text("sum up") + "," + image("data:image/png;base64," + PNG) + ","
                        + "{\"type\":\"file\",\"file\":{\"filename\":\"report.pdf\",\"file_data\":\"data:application/pdf;base64,"
                        + PDF + "\"}}",
                "");

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        JsonNode sent = lastContent("sum up");
        assertThat(sent.at("/0/text").asText()).contains("name=\"report.pdf\"", "Annual report");
        assertThat(sent.at("/1/image_url/url").asText()).isEqualTo("data:image/png;base64," + PNG);
        String session = answer.body().path("session_id").asText();
        JsonNode stored =
                user.get(ChatClient.messages(session) + "?order=oldest").body().at("/data/0");
        assertThat(stored.path("content").asText()).isEqualTo("sum up");
        assertThat(stored.path("attachments").findValuesAsText("name")).containsExactly("file.png", "report.pdf");

        user.send(
                "POST",
                COMPLETIONS,
                "{\"model\":\"" + agent + "\",\"messages\":[{\"role\":\"user\",\"content\":\"go on\"}],\"metadata\":"
                        + "{\"session_id\":\"" + session + "\"}}");
        assertThat(ScriptedProvider.lastRequest("go on").toString()).contains("Annual report", PNG);
    }

    @Test
    void nothingIsKeptWithoutStore() {
        Answer answer =
                complete(text("keep nothing") + "," + image("data:image/png;base64," + PNG), ",\"store\":false");

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(lastContent("keep nothing").at("/1/type").asText()).isEqualTo("image_url");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM attachments WHERE user_id = ?", user.userId))
                .isZero();
    }

    @Test
    void whatCannotBeTakenIsRefusedByItsField() {
        refused(image("https://example.com/cat.png"), "messages[0].content[1].image_url.url", "nothing is fetched");
        refused(image("data:image/png;base64,%%%"), "messages[0].content[1].image_url.url", "Base64");
        refused(image("data:image/png;base64,aGVsbG8="), "messages[0].content[1].image_url.url", "PNG");
        refused(
                "{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}",
                "messages[0].content[1].file.file_id",
                "itself");
        refused("{\"type\":\"input_audio\"}", "messages[0].content[1].type", "text");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM attachments WHERE user_id = ?", user.userId))
                .isZero();

        ChatDatabase.update("UPDATE agents_replica SET model = 'lopez-offline' WHERE agent_id = ?", agent);
        refused(image("data:image/png;base64," + PNG), "messages[0].content[1].image_url.url", "does not take");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM attachments WHERE user_id = ?", user.userId))
                .as("what was stored for it is taken back")
                .isZero();
    }

    @Test
    void responsesRememberTheirFiles() {
        Answer first = user.send("POST", RESPONSES, """
                {"model":"%s","input":[{"role":"user","content":[{"type":"input_text","text":"read on"},
                {"type":"input_image","image_url":"data:image/png;base64,%s"},
                {"type":"input_file","filename":"r.pdf","file_data":"data:application/pdf;base64,%s"}]}]}""".formatted(agent, PNG, PDF));
        assertThat(first.status()).as("%s", first.body()).isEqualTo(200);
        assertThat(lastContent("read on").at("/0/text").asText()).contains("Annual report");

        Answer next = user.send(
                "POST",
                RESPONSES,
                "{\"model\":\"" + agent + "\",\"input\":\"and more\",\"previous_response_id\":\""
                        + first.body().path("id").asText() + "\"}");
        assertThat(next.status()).as("%s", next.body()).isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest("and more").toString()).contains("Annual report", PNG);

        user.send("DELETE", RESPONSES + "/" + next.body().path("id").asText(), null);
        user.send("DELETE", RESPONSES + "/" + first.body().path("id").asText(), null);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM attachments WHERE user_id = ?", user.userId))
                .isZero();
    }

    private void refused(String part, String field, String reason) {
        Answer answer = complete(text("no") + "," + part, "");
        assertThat(answer.status()).as("%s", answer.body()).isBetween(400, 422);
        assertThat(answer.body().at("/error/param").asText()).isEqualTo(field);
        assertThat(answer.body().at("/error/message").asText()).contains(reason);
    }

    private Answer complete(String parts, String more) {
        return user.send(
                "POST",
                COMPLETIONS,
                "{\"model\":\"" + agent + "\",\"messages\":[{\"role\":\"user\",\"content\":[" + parts + "]}]" + more
                        + "}");
    }

    private static String text(String text) {
        return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    private static String image(String url) {
        return "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}";
    }

    private static JsonNode lastContent(String said) {
        JsonNode messages = ScriptedProvider.lastRequest(said).path("messages");
        return messages.get(messages.size() - 1).path("content");
    }
}
