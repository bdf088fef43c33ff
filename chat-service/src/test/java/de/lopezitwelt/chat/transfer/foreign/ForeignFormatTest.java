package de.lopezitwelt.chat.transfer.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.support.TestFiles;
import de.lopezitwelt.chat.transfer.document.ExportedFile;
import de.lopezitwelt.chat.transfer.document.ExportedMessage;
import de.lopezitwelt.chat.transfer.document.ExportedSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ForeignFormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SessionPolicy.Limits LIMITS = new SessionPolicy.Limits(1_000, 100, 3, 3);

    @Test
    void chatGptKeepsBranchesTimesAndModels() throws IOException {
        List<ForeignConversation> read = read(sample("chatgpt.json"));
        ExportedSession session = session(read.getFirst());

        assertThat(session.id()).isEqualTo("6650a1c2-0000-8001-8000-00000000abcd");
        assertThat(session.title()).isEqualTo("Trip to Łódź");
        assertThat(session.createdAt()).isEqualTo("2024-05-18T02:40:00.123Z");
        assertThat(session.messages().stream().map(ForeignFormatTest::told))
                .containsExactly(
                        "1 0 - user What is this? null",
                        "2 0 u agent A bridge. \"gpt-4o\"",
                        "3 1 u agent The Holy Cross bridge. \"o3\"");
        assertThat(session.activeBranch()).isEqualTo(1);
        assertThat(session.messages().get(1).createdAt()).isEqualTo("2024-05-18T02:40:02.200Z");
        assertThat(read.getFirst().leftOut().counts())
                .isEqualTo(Map.of(LeftOut.IMAGES, 1, LeftOut.TOOLS, 2, LeftOut.THOUGHTS, 1));
        ExportedSession timeless = session(read.getLast());
        assertThat(timeless.messages().getFirst().createdAt()).isEqualTo("2024-05-18T02:48:20Z");
    }

    @Test
    void claudeBringsTheTextsOfItsAttachments() throws IOException {
        ForeignConversation read = read(sample("claude.json")).getFirst();
        ExportedSession session = session(read);

        assertThat(session.messages().stream().map(ForeignFormatTest::told))
                .containsExactly("1 0 - user Sum this up null", "2 0 m1 agent It binds \n\nboth. null");
        ExportedFile file = session.messages().getFirst().files().getFirst();
        assertThat(file.name()).isEqualTo("contract.txt");
        assertThat(file.content()).asString(StandardCharsets.UTF_8).isEqualTo("All parties");
        assertThat(read.leftOut().counts()).isEqualTo(Map.of(LeftOut.FILES, 1, LeftOut.TOOLS, 1, LeftOut.THOUGHTS, 1));
    }

    @Test
    void libreChatIsReadNestedAndListed() throws IOException {
        ExportedSession nested = session(read(sample("librechat.json")).getFirst());
        assertThat(nested.messages().stream().map(ForeignFormatTest::told))
                .containsExactly(
                        "1 0 - user Hello null",
                        "2 0 m1 agent Hi \"gpt-4o-mini\"",
                        "3 1 m1 agent Hello to you \"gpt-4o\"");
        assertThat(nested.activeBranch()).as("the newest").isEqualTo(1);
        String listed = """
                {"conversationId":"c","messages":[{"messageId":"1","text":"a","isCreatedByUser":true},
                {"messageId":"2","text":"b"},{"messageId":"3","text":"c","isCreatedByUser":true}]}""";
        assertThat(session(read(TestFiles.text(listed)).getFirst()).messages().stream()
                        .map(ExportedMessage::parentId))
                .containsExactly(null, "1", "2");
    }

    @Test
    void libreChatsLongConversationsAreDeep() throws IOException {
        StringBuilder deep = new StringBuilder("{\"conversationId\":\"c\",\"recursive\":true,\"messages\":[");
        for (int i = 0; i < 2_000; i++) {
            deep.append("{\"messageId\":\"x").append(i).append("\",\"text\":\"t\",\"children\":[");
        }
        deep.append("]}".repeat(2_000)).append("]}");
        assertThat(session(read(TestFiles.text(deep.toString())).getFirst()).messages())
                .hasSize(2_000);
    }

    @Test
    void openWebUiKeepsBranchesAndLeavesThoughtsOut() throws IOException {
        ForeignConversation read = read(sample("open-webui.json")).getFirst();
        ExportedSession session = session(read);
        assertThat(session.messages().stream().map(ForeignFormatTest::told))
                .containsExactly(
                        "1 0 - user Hello null",
                        "2 0 m1 agent Hi \"llama3:8b\"",
                        "3 1 m1 agent Welcome \"llama3:70b\"");
        assertThat(session.activeBranch()).isEqualTo(1);
        assertThat(read.leftOut().counts()).isEqualTo(Map.of(LeftOut.THOUGHTS, 1));
    }

    @Test
    void longTextsAreAttachedOrSplit() throws IOException {
        String said = "ä".repeat(2_000);
        String answered = "b".repeat(250);
        ObjectNode chat = (ObjectNode) JSON.readTree(sample("open-webui.json")).get(0);
        ObjectNode messages = (ObjectNode) chat.at("/chat/history/messages");
        ((ObjectNode) messages.path("m1")).put("content", said);
        ((ObjectNode) messages.path("m3")).put("content", answered);

        ExportedSession session = session(read(JSON.writeValueAsBytes(chat)).getFirst());

        ExportedMessage first = session.messages().getFirst();
        assertThat(first.content()).startsWith("ää").endsWith("…");
        assertThat(first.content().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1_000);
        assertThat(first.files().getFirst().content())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(said);
        List<ExportedMessage> answer = session.messages().subList(2, 5);
        assertThat(answer.stream().map(ExportedMessage::content).reduce("", String::concat))
                .isEqualTo(answered);
        assertThat(answer.stream().map(ExportedMessage::parentId)).containsExactly("m1", "m3", "m3#2");
    }

    @Test
    void branchesBeyondTheMostAreCounted() throws IOException {
        ObjectNode chat = (ObjectNode) JSON.readTree(sample("open-webui.json")).get(0);
        ObjectNode messages = (ObjectNode) chat.at("/chat/history/messages");
        for (int i = 0; i < 5; i++) {
            messages.set("y" + i, messages.path("m2").deepCopy());
        }
        ForeignConversation read = read(JSON.writeValueAsBytes(chat)).getFirst();
        ExportedSession session = session(read);
        assertThat(session.messages()).hasSize(5);
        assertThat(read.leftOut().counts()).containsEntry(LeftOut.BRANCHES, 3);
    }

    @Test
    void archivesAreReadWithoutWhatElseTheyHold() throws IOException {
        byte[] archive = TestFiles.zip(Map.of(
                "chat.html", TestFiles.text("<html>"),
                "user.json", TestFiles.text("{\"id\":\"u\"}"),
                "message_feedback.json", TestFiles.text("[{\"id\":\"f\"},[1]]"),
                "export/conversations.json", sample("chatgpt.json")));
        assertThat(read(archive)).hasSize(2);
    }

    @Test
    void whatIsNoJsonFails() {
        assertThatThrownBy(() -> read(TestFiles.text("[{\"mapping\":{}"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(TestFiles.text("hello"))).isInstanceOf(IOException.class);
    }

    @Test
    void oneThatIsTooLargeIsSkippedAndTheNextOneRead() throws IOException {
        String huge = "[{\"mapping\":{\"a\":[" + "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\",".repeat(600_000) + "1]}},"
                + new String(sample("open-webui.json"), StandardCharsets.UTF_8).substring(1);
        try (ForeignDocument document = new ForeignDocument(new ByteArrayInputStream(TestFiles.text(huge)))) {
            assertThat(Objects.requireNonNull(document.next()).node()).isNull();
            assertThat(Objects.requireNonNull(document.next()).node()).isNotNull();
            assertThat(document.next()).isNull();
        }
    }

    @Test
    void parentsInACircleEnd() throws IOException {
        String circle = """
                {"mapping":{"a":{"parent":"b","message":null},"b":{"parent":"a","message":null},
                "c":{"parent":"a","message":{"author":{"role":"user"},"content":{"content_type":"text","parts":["x"]}}}}}""";
        assertThat(session(read(TestFiles.text(circle)).getFirst()).messages()).hasSize(1);
    }

    private static List<ForeignConversation> read(byte[] body) throws IOException {
        List<ForeignConversation> read = new ArrayList<>();
        try (ForeignDocument document = new ForeignDocument(new ByteArrayInputStream(body))) {
            for (ForeignDocument.Item item = document.next(); item != null; item = document.next()) {
                JsonNode node = Objects.requireNonNull(item.node());
                ForeignFormat.of(node).ifPresent(format -> read.add(format.read(node)));
            }
        }
        return read;
    }

    private static ExportedSession session(ForeignConversation conversation) {
        return new SessionPolicy(LIMITS, "agent", NOW).session(conversation);
    }

    private static String told(ExportedMessage message) {
        return message.position() + " " + message.branch() + " " + Objects.requireNonNullElse(message.parentId(), "-")
                + " "
                + message.type().wireName() + " " + message.content() + " "
                + (message.metadata() == null ? null : message.metadata().path("model"));
    }

    static byte[] sample(String name) {
        try (var in = Objects.requireNonNull(ForeignFormatTest.class.getResourceAsStream("/transfer/" + name))) {
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
