package de.lopezitwelt.chat.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a chatbot remembers of messages that no longer fit into its model's context. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class SummaryIT {
    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());

    @Test
    void summaryIsKeptWithTheSessionAndNotMadeAgain() {
        String session = user.startSession(ChatDatabase.agent(user.userId, "private"));
        for (int i = 0; i < 12; i++) {
            user.append(session, "lorem ipsum dolor ".repeat(600), null);
        }

        assertThat(user.say(session, "hello summarised").status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(position(session)).isBetween(1L, 12L));
        long position = position(session);
        assertThat(ChatDatabase.column("SELECT summary FROM chat_sessions WHERE id = ?", session))
                .containsExactly("word1");
        assertThat(user.say(session, "hello remembered").status()).isEqualTo(200);
        String prompt = ScriptedProvider.lastRequest("hello remembered")
                .path("messages")
                .toString();
        assertThat(prompt).contains("What was said before", "word1", "hello summarised");
        assertThat(position(session)).isEqualTo(position);
    }

    private static long position(String session) {
        return ChatDatabase.number("SELECT summary_position FROM chat_sessions WHERE id = ?", session);
    }
}
