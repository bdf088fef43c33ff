package de.lopezitwelt.chat.transfer.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatClient.Answer;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A branch and its sibling, exported and imported into a place where nothing of them is left. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class BranchTransferIT {
    private static final String EXPORTS = "/api/v1/exports/sessions";

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "private");

    @Test
    void branchAndSiblingGoOnAndTheExportHoldsEachWayHereAndWhereItIsImported() {
        String session = branchedSession();
        JsonNode edited = messages(session).get(1);
        String former = user.get(
                        ChatClient.messages(session) + "/" + edited.path("id").asText() + "/siblings")
                .body()
                .at("/data/0/id")
                .asText();
        user.say(session, "hello edited");
        List<String> second = contents(session);
        switchTo(session, former);
        user.append(session, "after the former", null);
        user.say(session, "hello former");
        List<String> first = contents(session);
        assertThat(first).containsExactly("first", "second", "after the former", "hello former", "word1 ");
        assertThat(second).containsExactly("first", "second, edited", "last", "hello edited", "word1 ");

        String exported = export(session);
        JsonNode document = user.get(EXPORTS + "/" + session).body();
        assertThat(ways(document)).containsExactlyInAnyOrder(first, second);

        assertThat(user.send("DELETE", "/api/v1/sessions/" + session, null).status())
                .isEqualTo(204);
        assertThat(user.get(EXPORTS).body().path("sessions")).isEmpty();
        String id = user.send("POST", "/api/v1/imports/sessions?agent_id=" + agent, exported)
                .body()
                .at("/sessions/0/id")
                .asText();
        assertThat(id).isNotEqualTo(session);
        assertThat(export(id)).isEqualTo(exported);
        assertThat(contents(id)).as("the active branch").isEqualTo(first);
        String other = messages(id).get(1).path("id").asText();
        JsonNode siblings =
                user.get(ChatClient.messages(id) + "/" + other + "/siblings").body();
        switchTo(id, siblings.at("/data/1/id").asText());
        assertThat(contents(id)).isEqualTo(second);
        user.say(id, "hello once more");
        assertThat(ScriptedProvider.lastRequest("hello once more")
                        .path("messages")
                        .toString())
                .containsSubsequence("first", "second, edited", "last", "hello edited")
                .doesNotContain("after the former");
    }

    /** The texts from the first message to each last one, for every branch of an export. */
    private static List<List<String>> ways(JsonNode document) {
        Map<String, JsonNode> byId = new HashMap<>();
        Set<String> leaves = new LinkedHashSet<>();
        for (JsonNode message : document.at("/sessions/0/messages")) {
            byId.put(message.path("id").asText(), message);
            leaves.add(message.path("id").asText());
            leaves.remove(message.path("parent_id").asText());
        }
        List<List<String>> ways = new ArrayList<>();
        for (String leaf : leaves) {
            LinkedList<String> way = new LinkedList<>();
            for (JsonNode at = byId.get(leaf);
                    at != null;
                    at = byId.get(at.path("parent_id").asText())) {
                way.addFirst(at.path("content").asText());
            }
            ways.add(way);
        }
        return ways;
    }

    private void switchTo(String session, String message) {
        assertThat(user.send(
                                "PUT",
                                "/api/v1/sessions/" + session + "/active-branch",
                                "{\"message_id\":\"" + message + "\"}")
                        .status())
                .isEqualTo(200);
    }

    private JsonNode messages(String session) {
        return user.get(ChatClient.messages(session) + "?order=oldest").body().path("data");
    }

    private List<String> contents(String session) {
        return messages(session).findValuesAsText("content");
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

    private String export(String session) {
        Answer answer = user.sendAny(EXPORTS + "/" + session);
        assertThat(answer.status()).isEqualTo(200);
        return answer.raw().body();
    }
}
