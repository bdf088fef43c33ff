package de.lopezitwelt.chat.attachment;

import static de.lopezitwelt.chat.support.TestFiles.text;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.S3Server;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.chat.support.TestFiles;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files in a storage that speaks S3's protocol and checks signatures. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
@WithTestResource(S3Server.class)
class AttachmentS3IT {
    private static final String PATH = "/api/v1/attachments/";

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "public");

    @Inject
    AttachmentUpkeep upkeep;

    @Test
    void filesAreObjectsAndComeBackAsTheyWere() throws IOException {
        byte[] image = TestFiles.png(3 * 1024 * 1024);
        String picture = user.uploaded("p.png", image);
        String note = user.uploaded("n.txt", text("note"));

        assertThat(objects(picture)).isEqualTo(1);
        assertThat(user.download(picture).body()).isEqualTo(image);
        assertThat(new String(user.download(note).body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("note");
        assertThat(ChatDatabase.number(
                        "SELECT COUNT(*) FROM attachment_chunks WHERE attachment_id IN (?, ?)", picture, note))
                .isZero();
        assertThat(due(picture) + due(note)).isZero();

        String session = user.startSession(agent);
        assertThat(user.send(
                                "POST",
                                ChatClient.messages(session),
                                "{\"content\":\"see it\",\"attachments\":[\"" + picture + "\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(ScriptedProvider.lastRequest("see it").toString())
                .contains(Base64.getEncoder().encodeToString(image));
    }

    @Test
    void objectsGoAfterTheirRows() throws Throwable {
        String session = user.startSession(agent);
        String used = user.uploaded("used.txt", text("used"));
        String deleted = user.uploaded("deleted.txt", text("deleted"));
        String kept = user.uploaded("kept.txt", text("kept"));
        user.send(
                "POST",
                ChatClient.messages(session) + "?reply=false",
                "{\"content\":\"with it\",\"attachments\":[\"" + used + "\"]}");
        assertThat(user.send("DELETE", PATH + deleted, null).status()).isEqualTo(204);
        assertThat(user.send("DELETE", "/api/v1/sessions/" + session, null).status())
                .isEqualTo(204);
        assertThat(due(used)).isEqualTo(1);
        assertThat(due(deleted)).isEqualTo(1);

        sweep();

        assertThat(objects(used) + objects(deleted)).isZero();
        assertThat(due(used) + due(deleted)).isZero();
        assertThat(objects(kept)).isEqualTo(1);
        assertThat(user.download(kept).body()).isEqualTo(text("kept"));
    }

    @Test
    void uploadThatWasNeverCommittedIsDeletedOnceItIsDue() throws Throwable {
        for (int i = 0; i < 1_000; i++) {
            ChatDatabase.update(
                    "INSERT INTO attachments (id, user_id, name, media_type, size, storage, created_at)"
                            + " VALUES (?, ?, 'x', 'text/plain', 1, 'mysql', NOW(6))",
                    ChatDatabase.IDS.next(),
                    user.userId);
        }
        long before = objects("");
        assertThat(user.upload("one-too-many.txt", text("lost")).status()).isEqualTo(409);
        assertThat(objects("")).as("uploaded before it was refused").isEqualTo(before + 1);

        sweep();
        assertThat(objects("")).as("might still be committed").isEqualTo(before + 1);
        ChatDatabase.update("UPDATE attachment_deletions SET due_at = due_at - INTERVAL 1 HOUR");
        sweep();

        assertThat(objects("")).isEqualTo(before);
    }

    private void sweep() throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> upkeep.sweep());
    }

    private static long due(String id) {
        return ChatDatabase.number("SELECT COUNT(*) FROM attachment_deletions WHERE attachment_id = ?", id);
    }

    private static long objects(String id) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.walk(S3Server.BUCKET)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(id) && name.endsWith("_object"))
                    .count();
        }
    }
}
