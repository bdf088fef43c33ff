package de.lopezitwelt.platform.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import de.lopezitwelt.platform.messaging.EventType;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.consumer.ConsumerSpec;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.consumer.RunningConsumer;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class DeadLetterIT {
    private static final String PATH = "/internal/operations/dead-letters";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @EventType(value = "de.lopezitwelt.letter.posted.v1", topic = "web.letters")
    record LetterPosted(String letterId, boolean readable) {}

    @Inject
    Consumers consumers;

    @Inject
    Events events;

    @Inject
    Outbox outbox;

    @Inject
    IdGenerator ids;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    private final Set<String> folded = ConcurrentHashMap.newKeySet();
    /** Letters of this test: the topic holds those of others too. */
    private final Set<String> posted = ConcurrentHashMap.newKeySet();

    private String group = "";
    private RunningConsumer consumer;

    @BeforeEach
    void aConsumerThatRefusesWhatIsNotReadable() {
        group = "web." + ids.next();
        consumer = consumers.start(ConsumerSpec.of(group, List.of(LetterPosted.class), (transaction, batch) -> {
            for (ReceivedEvent event : batch) {
                if (posted.contains(event.key())
                        && !event.as(LetterPosted.class).readable()) {
                    throw new IllegalArgumentException("not readable");
                }
            }
            batch.stream().filter(event -> posted.contains(event.key())).forEach(event -> folded.add(event.id()));
            return Uni.createFrom().voidItem();
        }));
    }

    @AfterEach
    void stop() {
        consumer.stop();
    }

    @Test
    void lettersAreCountedListedShownAndMended() {
        OutboxMessage letter = post(false);

        await().atMost(PATIENCE).until(() -> open() == 1);
        operator().get(PATH + "/counts").then().statusCode(200);
        var shown = operator().get(PATH + "/" + letter.id()).jsonPath();
        assertThat(shown.getString("data[0].gap.topic")).isEqualTo("web.letters");
        assertThat(shown.getString("data[0].gap.reason")).contains("IllegalArgument");
        assertThat(shown.getString("data[0].headers.dlq_topic")).isEqualTo("web.letters");
        assertThat(shown.getString("data[0].body")).isEqualTo(letter.payload());

        String mended = String.valueOf(letter.payload()).replace("\"readable\":false", "\"readable\":true");
        operator()
                .body(Map.of("event_id", letter.id(), "group", group, "body", mended.replace(letter.id(), ids.next())))
                .post(PATH + "/redrives")
                .then()
                .statusCode(400);
        operator()
                .body(Map.of("event_id", letter.id(), "group", group, "body", mended))
                .post(PATH + "/redrives")
                .then()
                .statusCode(200)
                .body("sent", equalTo(1));

        await().atMost(PATIENCE).until(() -> open() == 0);
        assertThat(folded).containsExactly(letter.id());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TopicProbe.read("lopez.audit").stream()
                                .map(entry -> String.valueOf(entry.event()))
                                .filter(entry -> entry.contains("dead-letters.redriven")))
                        .anySatisfy(entry -> assertThat(entry).contains(letter.id(), "service:operator")));
    }

    @Test
    void aWholeTopicIsSentAgainAndWhatIsRefusedAgainStays() {
        post(false);
        post(false);
        await().atMost(PATIENCE).until(() -> open() == 2);

        operator()
                .body(Map.of("topic", "web.letters", "group", group))
                .post(PATH + "/redrives")
                .then()
                .statusCode(200)
                .body("sent", equalTo(2));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(operator()
                                .get(PATH + "?topic=web.letters")
                                .jsonPath()
                                .getList("data.findAll { it.group == '" + group + "' }.attempts", Integer.class))
                        .containsExactly(2, 2));
    }

    @Test
    void nobodyElseMayAskAndARequestMustSayWhatItMeans() {
        String service = TestTokens.service("chat-service", "internal:sessions.read");
        assertThat(RestAssured.given().get(PATH + "/counts").statusCode()).isEqualTo(401);
        assertThat(RestAssured.given()
                        .auth()
                        .oauth2(service)
                        .get(PATH + "/counts")
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator().get(PATH + "/" + ids.next()).statusCode()).isEqualTo(404);
        assertThat(operator().get(PATH + "?limit=0").statusCode()).isEqualTo(400);
        for (Map<String, String> body : List.of(
                Map.<String, String>of(), Map.of("topic", "web.letters", "body", "{}"), Map.of("unknown", "field"))) {
            assertThat(operator().body(body).post(PATH + "/redrives").statusCode())
                    .as("%s", body)
                    .isEqualTo(400);
        }
    }

    private OutboxMessage post(boolean readable) {
        String id = ids.next();
        posted.add(id);
        OutboxMessage letter = events.domain(new LetterPosted(id, readable), id, 1, null);
        worker.withTransaction(connection -> outbox.append(connection, List.of(letter)))
                .await()
                .atMost(PATIENCE);
        outbox.committed();
        return letter;
    }

    /** As a list says; counts are of the group's topic. */
    private int open() {
        Integer open =
                operator().get(PATH + "/counts").jsonPath().get("data.find { it.group == '" + group + "' }?.open");
        return open == null ? 0 : open;
    }

    private static RequestSpecification operator() {
        return RestAssured.given()
                .auth()
                .oauth2(TestTokens.service("operator", "internal:operations"))
                .contentType("application/json");
    }
}
