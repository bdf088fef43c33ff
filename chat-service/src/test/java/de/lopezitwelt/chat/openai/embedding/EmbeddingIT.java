package de.lopezitwelt.chat.openai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.runtime.embedding.Vectors;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class EmbeddingIT {
    private static final String PATH = "/v1/embeddings";
    private static final String MODEL = "lopez-offline-embedding";

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());

    private Answer embed(String more) {
        return user.send("POST", PATH, "{\"model\":\"" + MODEL + "\"" + more + "}");
    }

    private List<Object> counter(String limit) {
        return ChatDatabase.column(
                "SELECT CONCAT(used, ':', reserved) FROM usage_counters WHERE subject_id = ? AND limit_name = ?",
                user.userId,
                limit);
    }

    @Test
    void vectorsComeInOrderAndAreCharged() {
        Answer answer = embed(",\"input\":[\"Hello there\",\"Goodbye\"]");

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("object").asText()).isEqualTo("list");
        assertThat(answer.body().at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/data/0/embedding")).hasSize(256);
        assertThat(answer.body().at("/lopez/offline").asBoolean()).isTrue();
        int tokens = answer.body().at("/usage/prompt_tokens").asInt();
        assertThat(tokens).isPositive();
        assertThat(counter("tokens_per_month")).containsExactly(tokens + ":0");
        assertThat(counter("messages_per_day")).as("it is no message").isEmpty();
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_sessions WHERE user_id = ?", user.userId))
                .isZero();
    }

    @Test
    void base64HoldsTheSameVectorAndDimensionsAreThoseAskedFor() {
        JsonNode numbers =
                embed(",\"input\":\"Hello\",\"dimensions\":32").body().at("/data/0/embedding");
        String base64 = embed(",\"input\":\"Hello\",\"dimensions\":32,\"encoding_format\":\"base64\"")
                .body()
                .at("/data/0/embedding")
                .asText();

        float[] vector = Vectors.ofBase64(base64);
        assertThat(numbers).hasSize(32);
        for (int i = 0; i < vector.length; i++) {
            assertThat(numbers.get(i).floatValue()).isEqualTo(vector[i], within(1e-7f));
        }
    }

    @Test
    void azuresPathsLeadHere() {
        Answer answer = user.send(
                "POST", "/openai/deployments/" + MODEL + "/embeddings?api-version=2024-10-21", "{\"input\":[[1,2,3]]}");

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("data")).hasSize(1);
    }

    @Test
    void aUsedUpBudgetRefusesBeforeTheModelIsAsked() {
        ChatDatabase.update(
                "INSERT INTO entitlements_replica (subject_type, subject_id, tokens_per_month, is_active, aggregate_version)"
                        + " VALUES ('user', ?, 3, TRUE, 1)",
                user.userId);

        Answer answer = embed(",\"input\":\"Hello there\"");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body().at("/error/code").asText()).isEqualTo("insufficient_quota");
        assertThat(counter("tokens_per_month")).isSubsetOf("0:0");
    }

    @Test
    void refusalsNameWhatIsWrong() {
        Answer unknown = user.send("POST", PATH, "{\"model\":\"nothing\",\"input\":\"Hello\"}");
        Answer agents = user.send("POST", PATH, "{\"model\":\"" + ScriptedProvider.MODEL + "\",\"input\":\"Hello\"}");
        Answer empty = embed(",\"input\":\"\"");
        Answer dimensions = embed(",\"input\":\"Hello\",\"dimensions\":5000");
        Answer tooLong = embed(",\"input\":[\"a\",\"" + "word ".repeat(40_000) + "\"]");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().at("/error/code").asText()).isEqualTo("model_not_found");
        assertThat(agents.status()).isEqualTo(404);
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.body().at("/error/param").asText()).isEqualTo("input");
        assertThat(dimensions.status()).isEqualTo(400);
        assertThat(dimensions.body().at("/error/message").asText()).contains("from 16 to 1024");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.body().at("/error/code").asText()).isEqualTo("context_length_exceeded");
        assertThat(tooLong.body().at("/error/param").asText()).isEqualTo("input");
        assertThat(tooLong.body().at("/error/message").asText()).contains("input 1");
    }

    @Test
    void whoIsBeingErasedIsRefused() {
        ChatDatabase.update(
                "INSERT INTO users_replica (user_id, status, aggregate_version) VALUES (?, 'erasing', 1)", user.userId);

        assertThat(embed(",\"input\":\"Hello\"").status()).isEqualTo(403);
    }

    @Test
    void modelsThatEmbedAreListedAfterTheAgents() {
        String agent = ChatDatabase.agent(user.userId, "private");

        JsonNode models = user.send("GET", "/v1/models", null).body().path("data");
        Answer one = user.send("GET", "/v1/models/" + MODEL, null);

        assertThat(models).hasSizeGreaterThanOrEqualTo(2);
        assertThat(models.toString()).contains(agent);
        JsonNode last = models.get(models.size() - 1);
        assertThat(last.path("id").asText()).isEqualTo(MODEL);
        assertThat(last.path("owned_by").asText()).isEqualTo("operator");
        assertThat(one.body().path("abilities").toString()).isEqualTo("[\"embeddings\"]");
    }
}
