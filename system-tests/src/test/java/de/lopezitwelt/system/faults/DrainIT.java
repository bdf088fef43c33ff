package de.lopezitwelt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.platform.Ports;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An instance of chat that is told to stop finishes its replies first, or ends them in order. */
class DrainIT {
    private static final String LEAVING = "chat-service-leaving";
    private static final int REPLIES = 20;

    private final Platform platform = Platform.running();
    private final Person dora = Person.register(platform, "Dora");

    @AfterEach
    void stop() {
        platform.local().process(LEAVING).ifPresent(ManagedProcess::kill);
    }

    @Test
    void repliesUnderWayAreFinishedWhileNewOnesAreSentElsewhere() throws Exception {
        Instance leaving = start(Duration.ofSeconds(60));
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < REPLIES; i++) {
            Person person = Person.register(platform, "Dan");
            turns.add(new Turn(person, person.startSession(platform, person.createAgent(platform, "slow"))));
        }
        String refused = dora.startSession(platform, dora.createAgent(platform, "slow"));
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<ServerSentEvent>>> replies = new ArrayList<>();
            for (Turn turn : turns) {
                replies.add(clients.submit(() ->
                        turn.person().client().stream(leaving.messages(turn.session()), "{\"content\":\"Go on\"}")));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> leaving.left() >= REPLIES);

            leaving.process().terminate();

            Platform.eventually(() -> assertThat(leaving.ready().status()).isEqualTo(503));
            Answer later = dora.client().post(leaving.messages(refused), "{\"content\":\"Hello\"}");
            later.expectProblem(503);
            assertThat(later.headers().firstValue("Retry-After")).contains("1");
            assertThat(later.headers().firstValue("Connection")).contains("close");
            for (Future<List<ServerSentEvent>> reply : replies) {
                assertThat(reply.get().getLast().name()).isEqualTo("message.completed");
            }
        }
        Platform.eventually(() -> assertThat(leaving.process().alive()).isFalse());
        for (Turn turn : turns) {
            assertThat(messages(turn)).as("message and reply").isEqualTo(2);
        }
    }

    @Test
    void repliesThatOutlastThePatienceAreSettledAtOnce() throws Exception {
        Instance leaving = start(Duration.ofSeconds(1));
        String session = dora.startSession(platform, dora.createAgent(platform, "endless"));
        List<ServerSentEvent> heard = dora.client()
                .streamUntil(
                        leaving.messages(session) + "?keep=true",
                        "{\"content\":\"Go on\"}",
                        event -> event.name().equals("delta"));
        String id = heard.getLast().id();
        String reply = platform.chat("/api/v1/sessions/" + session + "/replies/" + id.substring(0, id.indexOf(':')));
        assertThat(dora.client().get(reply).expect(200).text("status")).isEqualTo("streaming");

        leaving.process().stop(Duration.ofSeconds(30));

        JsonNode ended = dora.client().get(reply).expect(200).json();
        assertThat(ended.path("status").asText()).isEqualTo("failed");
        assertThat(ended.path("message_id").isTextual())
                .as("the text until then is kept")
                .isTrue();
        assertThat(messages(new Turn(dora, session))).isEqualTo(2);
    }

    @Test
    void operatorsHookBeginsIt() throws Exception {
        Instance leaving = start(Duration.ofSeconds(60));
        assertThat(leaving.ready().status()).isEqualTo(200);
        assertThat(Client.anonymous()
                        .post(leaving.url() + "/internal/drain", "")
                        .status())
                .as("not on the port of clients")
                .isNotEqualTo(202);
        assertThat(leaving.ready().status()).isEqualTo(200);

        Client.anonymous().post(leaving.management() + "/internal/drain", "").expect(202);

        assertThat(leaving.ready().status()).isEqualTo(503);
        assertThat(leaving.process().alive()).as("only SIGTERM ends it").isTrue();
        assertThat(Client.anonymous()
                        .get(leaving.management() + "/q/health/live")
                        .status())
                .isEqualTo(200);
    }

    private record Turn(Person person, String session) {}

    private int messages(Turn turn) {
        return turn.person()
                .client()
                .get(platform.chat("/api/v1/sessions/" + turn.session() + "/messages"))
                .expect(200)
                .json()
                .path("data")
                .size();
    }

    private record Instance(URI url, URI management, ManagedProcess process) {
        String messages(String session) {
            return url + "/api/v1/sessions/" + session + "/messages";
        }

        Answer ready() {
            return Client.anonymous().get(management + "/q/health/ready");
        }

        int left() {
            for (JsonNode check : ready().json().path("checks")) {
                if (check.path("name").asText().equals("drain")) {
                    return check.path("data").path("left").asInt();
                }
            }
            throw new AssertionError("no check of that name");
        }
    }

    private Instance start(Duration patience) throws Exception {
        int port = FreePorts.next();
        URI url = platform.local()
                .startInstance(
                        PlatformService.CHAT,
                        LEAVING,
                        port,
                        Map.of(
                                "lopez.chat.turn.instance-url",
                                "http://localhost:" + port,
                                "lopez.shutdown.patience",
                                patience.toString()));
        return new Instance(
                url,
                URI.create("http://localhost:" + Ports.managementOf(port)),
                platform.local().process(LEAVING).orElseThrow());
    }
}
