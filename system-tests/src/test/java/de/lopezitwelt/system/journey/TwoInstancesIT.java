package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
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
                        Map.of(
                                "lopez.chat.turn.instance-url",
                                "http://localhost:" + port,
                                "lopez.chat.reply.linger",
                                "1s",
                                "lopez.chat.reply.max-duration",
                                "8s"));
    }

    @AfterAll
    void stopSecond() {
        platform.local().process(SECOND).ifPresent(process -> process.stop(Duration.ofSeconds(30)));
    }

    @Test
    void replyIsResumedThroughTheOtherInstanceWithoutGapOrRepetition() throws Exception {
        String session = gerda.startSession(platform, gerda.createAgent(platform, "slow"));
        List<ServerSentEvent> heard = startReply(session);

        List<ServerSentEvent> rest = resume(second + reply(session, heard), heard.getLast());

        assertThat(rest.getLast().name()).as("%s", rest.getLast()).isEqualTo("message.completed");
        assertThat(rest.size()).as("it still ran when it was resumed").isGreaterThan(5);
        String content = rest.getLast().json().path("message").path("content").asText();
        assertThat(texts(heard, rest)).isEqualTo(content).endsWith("word 39 ");
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

    /** Past the second that replies of the second instance have without listeners, until their eight seconds are over. */
    @Test
    void keptReplyOfTheOtherInstanceRunsOnWithoutListenersUntilItsTimeIsOver() throws Exception {
        String agent = gerda.createAgent(platform, "endless");
        String left = gerda.startSession(platform, agent);
        List<ServerSentEvent> leftReply = leave(left, "");
        String session = gerda.startSession(platform, agent);
        List<ServerSentEvent> heard = leave(session, "?keep=true");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(read(left, leftReply).path("status").asText())
                                .isEqualTo("cancelled"));
        JsonNode running = read(session, heard);
        assertThat(running.path("status").asText()).isEqualTo("streaming");
        assertThat(running.path("keep").asBoolean()).isTrue();

        List<ServerSentEvent> rest = resume(platform.chat(reply(session, heard)), heard.getLast());

        assertThat(rest.getLast().name()).isEqualTo("message.completed");
        assertThat(rest.getLast().json().path("finish_reason").asText()).isEqualTo("length");
        assertThat(texts(heard, rest))
                .isEqualTo(rest.getLast().json().path("message").path("content").asText());
    }

    @Test
    void eventsOfToolsAreResumedThroughTheOtherInstanceEachOnce() throws Exception {
        String session = gerda.startSession(platform, gerda.createAgent(platform, Platform.OFFLINE_MODEL));
        List<ServerSentEvent> all = gerda.client().stream(
                platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"What is 17 * 23?\"}");
        assertThat(all)
                .extracting(ServerSentEvent::name)
                .containsSubsequence("message.created", "tool.called", "tool.answered", "delta", "message.completed");
        assertThat(all).extracting(ServerSentEvent::id).doesNotHaveDuplicates();

        for (int i = 0; i < all.size(); i++) {
            List<ServerSentEvent> heard = all.subList(0, i + 1);
            List<ServerSentEvent> rest = resume(second + reply(session, all), all.get(i));

            assertThat(texts(heard, rest)).isEqualTo(texts(all, List.of()));
            assertThat(withoutTexts(heard, rest)).isEqualTo(withoutTexts(all, List.of()));
        }
    }

    @Test
    void keptReplyOfAKilledInstanceIsEndedByTheOther() {
        String session = gerda.startSession(platform, gerda.createAgent(platform, "endless"));
        List<ServerSentEvent> heard = leave(session, "?keep=true");
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

    /** The same on the second. */
    private List<ServerSentEvent> leave(String session, String keep) {
        return gerda.client()
                .streamUntil(
                        second + "/api/v1/sessions/" + session + "/messages" + keep,
                        "{\"content\":\"Go on\"}",
                        event -> event.name().equals("delta"));
    }

    private List<ServerSentEvent> resume(String reply, ServerSentEvent last) throws Exception {
        List<ServerSentEvent> rest = new ArrayList<>();
        gerda.client()
                .listen(
                        "GET",
                        reply + "/events",
                        null,
                        Map.of("Accept", "text/event-stream", "Last-Event-ID", last.id()),
                        rest::add)
                .expect(200);
        return rest;
    }

    private static String texts(List<ServerSentEvent> heard, List<ServerSentEvent> rest) {
        return Stream.concat(heard.stream(), rest.stream())
                .filter(event -> event.name().equals("delta"))
                .map(event -> event.json().path("text").asText())
                .collect(Collectors.joining());
    }

    /** Members of JSON objects have no order. */
    private static List<List<Object>> withoutTexts(List<ServerSentEvent> heard, List<ServerSentEvent> rest) {
        return Stream.concat(heard.stream(), rest.stream())
                .filter(event -> !event.name().equals("delta"))
                .map(event -> List.<Object>of(event.id(), event.name(), event.json()))
                .toList();
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
