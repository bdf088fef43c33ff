package de.lopezitwelt.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.FreePorts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A reply is made by one instance of chat; any other lets people listen to it and stop it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoInstancesIT {
    private static final String SECOND = "chat-service-2";

    private final Platform platform = Platform.running();
    private final Person gerda = Person.register(platform, "Gerda");
    private URI second = URI.create("");

    @BeforeEach
    void startSecond() throws Exception {
        if (platform.local().process(SECOND).isPresent()) {
            return;
        }
        int port = FreePorts.next();
        second = platform.local()
                .startInstance(
                        PlatformService.CHAT,
                        SECOND,
                        port,
                        Map.of("lopez.chat.turn.instance-url", "http://localhost:" + port));
    }

    @AfterAll
    void stopSecond() {
        platform.local().process(SECOND).ifPresent(process -> process.stop(Duration.ofSeconds(30)));
    }

    @Test
    void replyIsResumedThroughTheOtherInstanceWithoutGapOrRepetition() throws Exception {
        String session = gerda.startSession(platform, gerda.createAgent(platform, "slow"));
        List<ServerSentEvent> heard = startReply(session);

        List<ServerSentEvent> rest = new ArrayList<>();
        gerda.client()
                .listen(
                        "GET",
                        second + reply(session, heard) + "/events",
                        null,
                        Map.of(
                                "Accept",
                                "text/event-stream",
                                "Last-Event-ID",
                                heard.getLast().id()),
                        rest::add)
                .expect(200);

        assertThat(rest.getLast().name()).as("%s", rest.getLast()).isEqualTo("message.completed");
        assertThat(rest.size()).as("it still ran when it was resumed").isGreaterThan(5);
        String content = rest.getLast().json().path("message").path("content").asText();
        assertThat(Stream.concat(heard.stream(), rest.stream())
                        .filter(event -> event.name().equals("delta"))
                        .map(event -> event.json().path("text").asText())
                        .collect(Collectors.joining()))
                .isEqualTo(content)
                .endsWith("word 39 ");
    }

    @Test
    void replyIsCancelledThroughTheOtherInstance() {
        String session = gerda.startSession(platform, gerda.createAgent(platform, "endless"));
        List<ServerSentEvent> heard = startReply(session);

        JsonNode reply = gerda.client()
                .post(second + reply(session, heard) + "/cancel", "")
                .expect(200)
                .json();

        assertThat(reply.path("status").asText()).isEqualTo("cancelled");
        assertThat(reply.path("message_id").isTextual()).isTrue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> platform.provider().answersUnderWay() == 0);
        JsonNode view = gerda.client()
                .get(second + "/api/v1/sessions/" + session)
                .expect(200)
                .json();
        assertThat(view.path("active_reply_id").isTextual()).isFalse();
    }

    @Test
    void replyOfAKilledInstanceIsEndedByTheOther() {
        String session = gerda.startSession(platform, gerda.createAgent(platform, "endless"));
        List<ServerSentEvent> heard = gerda.client()
                .streamUntil(
                        second + "/api/v1/sessions/" + session + "/messages",
                        "{\"content\":\"Go on\"}",
                        event -> event.name().equals("delta"));
        JsonNode before = read(session, heard);
        assertThat(before.path("status").asText()).isEqualTo("streaming");

        platform.local().process(SECOND).ifPresent(ManagedProcess::kill);

        Awaitility.await()
                .atMost(Duration.ofSeconds(12))
                .untilAsserted(() ->
                        assertThat(read(session, heard).path("status").asText()).isEqualTo("failed"));
    }

    /** On the first instance; the listener leaves after the first words. */
    private List<ServerSentEvent> startReply(String session) {
        return gerda.client()
                .streamUntil(
                        platform.chat("/api/v1/sessions/" + session + "/messages"),
                        "{\"content\":\"Go on\"}",
                        event -> event.name().equals("delta"));
    }

    private JsonNode read(String session, List<ServerSentEvent> heard) {
        return gerda.client()
                .get(platform.chat(reply(session, heard)))
                .expect(200)
                .json();
    }

    private static String reply(String session, List<ServerSentEvent> heard) {
        String id = heard.getLast().id();
        return "/api/v1/sessions/" + session + "/replies/" + id.substring(0, id.indexOf(':'));
    }
}
