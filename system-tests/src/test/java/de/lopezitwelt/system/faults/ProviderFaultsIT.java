package de.lopezitwelt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Model servers that err, stall, send garbage or hang up: the reply fails with words, the session goes on. */
class ProviderFaultsIT {
    private static final int LONGEST_REPLY = 1024 * 1024;

    private final Platform platform = Platform.running();
    private final Person carol = Person.register(platform, "Carol");

    static List<String> faults() {
        return Platform.FAULTS;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultFailsTheReplyAndLeavesTheSessionUsable(String fault) {
        String agent = carol.createAgent(platform, fault);
        String session = carol.startSession(platform, agent);

        List<ServerSentEvent> events = say(session);

        assertThat(events.getFirst().name()).isEqualTo("message.created");
        ServerSentEvent last = events.getLast();
        assertThat(last.name()).as("%s", last).isEqualTo("message.failed");
        assertThat(last.json().path("problem").path("title").asText()).isNotBlank();
        assertThat(last.data())
                .doesNotContain("Exception")
                .doesNotContain("127.0.0.1")
                .doesNotContain("io.vertx");
        assertUsable(session);
    }

    @Test
    void textBeforeAHangUpIsKept() {
        String session = carol.startSession(platform, carol.createAgent(platform, "hang-up"));
        say(session);
        JsonNode messages = carol.client()
                .get(platform.chat("/api/v1/sessions/" + session + "/messages"))
                .expect(200)
                .json();
        assertThat(messages.path("data").findValuesAsText("content"))
                .anyMatch(content -> content.contains("I was about to"));
    }

    @Test
    void aHealthyProviderAnswersWithItsOwnUsage() {
        String session = carol.startSession(platform, carol.createAgent(platform, "well"));
        ServerSentEvent last = say(session).getLast();
        assertThat(last.name()).as("%s", last).isEqualTo("message.completed");
        assertThat(last.json().path("message").path("content").asText()).isEqualTo("All is well.");
        assertThat(last.json().path("message").path("tokens_used").asInt()).isEqualTo(15);
    }

    @Test
    void endlessFloodEndsAtTheLengthOfAReplyAndIsKeptAsFar() {
        String session = carol.startSession(platform, carol.createAgent(platform, "flood"));

        ServerSentEvent last = say(session).getLast();

        assertThat(last.name()).as("%s", last).isEqualTo("message.completed");
        assertThat(last.json().path("finish_reason").asText()).isEqualTo("length");
        String said = last.json().path("message").path("content").asText();
        assertThat(said).startsWith("and on and on ").hasSizeBetween(64 * 1024, LONGEST_REPLY);
        assertThat(last.json().path("message").path("tokens_used").asInt()).isPositive();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> platform.provider().answersUnderWay() == 0);
        assertUsable(session);
    }

    @Test
    void cancelReachesTheProviderAndKeepsWhatWasSaid() {
        String session = carol.startSession(platform, carol.createAgent(platform, "endless"));
        List<ServerSentEvent> events = carol.client()
                .streamUntil(
                        platform.chat("/api/v1/sessions/" + session + "/messages"),
                        "{\"content\":\"Go on\"}",
                        event -> event.name().equals("delta"));
        String reply = events.getLast().id().substring(0, events.getLast().id().indexOf(':'));
        int status = carol.client()
                .post(platform.chat("/api/v1/sessions/" + session + "/replies/" + reply + "/cancel"), "")
                .status();
        assertThat(status).isBetween(200, 204);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> platform.provider().answersUnderWay() == 0);
        Platform.eventually(() -> {
            JsonNode messages = carol.client()
                    .get(platform.chat("/api/v1/sessions/" + session + "/messages"))
                    .expect(200)
                    .json();
            assertThat(messages.path("data").findValuesAsText("content"))
                    .anyMatch(content -> content.contains("and on"));
        });
        assertUsable(session);
    }

    private void assertUsable(String session) {
        JsonNode view = carol.client()
                .get(platform.chat("/api/v1/sessions/" + session))
                .expect(200)
                .json();
        assertThat(view.path("status").asText()).isEqualTo("active");
        assertThat(view.path("active_reply_id").isTextual()).isFalse();
    }

    private List<ServerSentEvent> say(String session) {
        return carol.client().stream(
                platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"Hello\"}");
    }
}
