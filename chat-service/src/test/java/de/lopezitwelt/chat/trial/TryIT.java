package de.lopezitwelt.chat.trial;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class TryIT {
    private static final String PATH = "/api/v1/replies/try";

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());

    @Test
    void draftRepliesAndIsChargedButLeavesNothingBehind() {
        long sessions = ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", user.userId);

        var answer = user.send("POST", PATH, draft("say 3", "{\"system_prompt\":\"tried\"}"));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("content").asText()).isEqualTo("word1 word2 word3 ");
        assertThat(answer.body().path("agent_version").isNull()).isTrue();
        assertThat(answer.body().path("usage").path("total_tokens").asInt()).isEqualTo(10);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", user.userId))
                .isEqualTo(sessions);
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM replies WHERE user_id = ?", user.userId))
                .isZero();
        assertThat(counter("tokens_per_month")).containsExactly("10:0");
        assertThat(counter("messages_per_day")).containsExactly("1:0");
    }

    @Test
    void agentIsTriedInItsPublishedVersionAndOthersAreUnknown() {
        String agent = ChatDatabase.agent(user.userId, "private");

        var own = user.send("POST", PATH, "{\"agent_id\":\"" + agent + "\",\"content\":\"say 1\"}");
        var foreign = new ChatClient(ChatDatabase.IDS.next())
                .send("POST", PATH, "{\"agent_id\":\"" + agent + "\",\"content\":\"say 1\"}");

        assertThat(own.status()).isEqualTo(200);
        assertThat(own.body().path("agent_version").asInt()).isEqualTo(1);
        assertThat(foreign.status()).isEqualTo(400);
    }

    @Test
    void brokenDraftIsRefusedByItsPath() {
        var answer = user.send("POST", PATH, draft("say 1", "{\"temprature\":1}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("violations").path(0).path("field").asText())
                .isEqualTo("draft.config.temprature");
    }

    @Test
    void failedTryGivesItsChargeBack() {
        var answer = user.send("POST", PATH, draft("garbage", "{}"));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().path("reason").asText()).isEqualTo("model-invalid-response");
        assertThat(counter("tokens_per_month")).containsExactly("0:0");
    }

    private static String draft(String content, String config) {
        return "{\"draft\":{\"type\":\"chatbot\",\"model\":\"%s\",\"config\":%s},\"content\":\"%s\"}"
                .formatted(ScriptedProvider.MODEL, config, content);
    }

    private List<Object> counter(String limit) {
        return ChatDatabase.column(
                "SELECT CONCAT(used, ':', reserved) FROM usage_counters WHERE subject_id = ? AND limit_name = ?",
                user.userId,
                limit);
    }
}
