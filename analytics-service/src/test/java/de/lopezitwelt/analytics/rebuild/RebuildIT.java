package de.lopezitwelt.analytics.rebuild;

import static de.lopezitwelt.analytics.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.Api;
import de.lopezitwelt.analytics.Conversation;
import de.lopezitwelt.analytics.Operator;
import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.KafkaClients;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class RebuildIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SWAP = "{\"compare_only\":false}";
    private static final String COMPARE = "{\"compare_only\":true}";

    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    OtherServices others;

    @Inject
    KafkaClients kafka;

    @Inject
    Topics topics;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    private String user;
    private String agent;

    private static boolean putRight;

    @BeforeEach
    void somebody() {
        if (!putRight) {
            // Other tests of this application may have written to the tables directly.
            assertThat(Operator.run("/rebuilds", SWAP).getString("phase")).isEqualTo("done");
            putRight = true;
        }
        user = ids.next();
        agent = ids.next();
    }

    @Test
    void twoRebuildsAndTheLiveTablesAgreeRowByRowWhileConversationsGoOn() throws Exception {
        try (ConversationLoad load = new ConversationLoad(events, ids, others, agent)) {
            load.awaitMessages(200);

            JsonPath first = Operator.run("/rebuilds", SWAP);
            assertAgreed(first, true);
            long atFirst = load.messages();
            load.awaitMessages(atFirst + 200);
            JsonPath second = Operator.run("/rebuilds", SWAP);
            assertAgreed(second, true);
            assertThat(second.getLong("folded")).isGreaterThan(first.getLong("folded"));

            load.eraseSomebody();
            assertAgreed(Operator.run("/rebuilds", COMPARE), false);
            load.stop();
            eventually(() -> assertThat(messagesOf(agent)).isEqualTo(load.messages()));
        }
        List<List<String>> live = tables();

        assertAgreed(Operator.run("/rebuilds", SWAP), true);

        assertThat(tables()).isEqualTo(live);
        assertThat(live.getFirst()).hasSizeGreaterThan(10);
    }

    @Test
    void aWrongRowIsFoundAndPutRightAndWhatNoEventCarriesStays() {
        Conversation conversation = new Conversation(events, ids, user, agent);
        others.publish(conversation.started(), conversation.question(5), conversation.answer(7, 11));
        eventually(() -> assertThat(messages(conversation)).isEqualTo(2));
        run(
                worker,
                "INSERT INTO session_feedback (session_id, user_id, feedback) VALUES (?, ?, 'helpful')",
                Tuple.of(conversation.id, user));
        run(worker, "UPDATE session_analytics SET total_messages = 9 WHERE id = ?", Tuple.of(conversation.id));

        JsonPath compared = Operator.run("/rebuilds", COMPARE);
        assertThat(compared.getLong("tables[0].differing")).isEqualTo(1);
        assertThat(compared.getList("tables[0].examples", String.class)).containsExactly(conversation.id);
        assertThat(compared.getBoolean("swapped")).isFalse();
        assertThat(messages(conversation)).isEqualTo(9);

        Operator.run("/rebuilds", SWAP);
        assertThat(messages(conversation)).isEqualTo(2);
        assertThat(Api.get(TestTokens.user(user), "/sessions/" + conversation.id)
                        .jsonPath()
                        .getString("feedback"))
                .isEqualTo("helpful");
    }

    @Test
    void aDeadLetterIsOneAfterARebuildTooAndCanBeMended() {
        Conversation conversation = new Conversation(events, ids, user, agent);
        others.publish(conversation.started());
        OutboxMessage question = conversation.question(5);
        sendBroken(question);
        eventually(() -> assertThat(gapsOf(question)).isEqualTo(1));

        assertThat(Operator.run("/rebuilds", SWAP).getString("phase")).isEqualTo("done");
        assertThat(gapsOf(question)).isEqualTo(1);
        assertThat(Operator.get("/dead-letters/" + question.id()).jsonPath().getString("data[0].body"))
                .isEqualTo("{\"broken");

        String body =
                Objects.requireNonNull(question.payload()).replace("\\", "\\\\").replace("\"", "\\\"");
        Operator.post("/dead-letters/redrives", "{\"event_id\":\"" + question.id() + "\",\"body\":\"" + body + "\"}")
                .then()
                .statusCode(200);
        eventually(() -> assertThat(gapsOf(question)).isZero());
        assertThat(messages(conversation)).isEqualTo(1);

        assertAgreed(Operator.run("/rebuilds", SWAP), true);
        assertThat(gapsOf(question)).isZero();
        assertThat(messages(conversation)).isEqualTo(1);
    }

    @Test
    void onlyTheOperatorRebuilds() {
        assertThat(io.restassured.RestAssured.given()
                        .auth()
                        .oauth2(TestTokens.service("chat-service", "internal:sessions.read"))
                        .contentType("application/json")
                        .body(COMPARE)
                        .post("/internal/operations/rebuilds")
                        .statusCode())
                .isEqualTo(403);
        assertThat(Operator.get("/rebuilds/" + ids.next()).statusCode()).isEqualTo(404);
    }

    private static void assertAgreed(JsonPath report, boolean swapped) {
        assertThat(report.getString("phase"))
                .as("%s", report.getString("failure"))
                .isEqualTo("done");
        assertThat(report.getList("tables.differing", Integer.class))
                .as("%s", report.prettify())
                .containsExactly(0, 0, 0, 0, 0);
        assertThat(report.getBoolean("swapped")).isEqualTo(swapped);
    }

    private int messages(Conversation conversation) {
        return Api.get(TestTokens.user(conversation.userId), "/sessions/" + conversation.id)
                .jsonPath()
                .getInt("total_messages");
    }

    private long messagesOf(String agentId) {
        return run(worker, "SELECT total_messages FROM agent_summaries WHERE agent_id = ?", Tuple.of(agentId))
                .getFirst()
                .getLong(0);
    }

    private long gapsOf(OutboxMessage message) {
        return run(worker, "SELECT COUNT(*) FROM summary_gaps WHERE event_id = ?", Tuple.of(message.id()))
                .getFirst()
                .getLong(0);
    }

    private List<List<String>> tables() {
        List<List<String>> all = new ArrayList<>();
        for (ComparedTable table : ComparedTable.ALL) {
            all.add(run(
                            worker,
                            "SELECT " + String.join(", ", table.columns()) + " FROM " + table.name() + " ORDER BY "
                                    + table.key(),
                            Tuple.tuple())
                    .stream()
                    .map(Row::deepToString)
                    .toList());
        }
        all.add(run(
                        worker,
                        "SELECT topic, partition_number, next_offset FROM summary_offsets ORDER BY 1, 2",
                        Tuple.tuple())
                .stream()
                .map(Row::deepToString)
                .toList());
        return all;
    }

    private void sendBroken(OutboxMessage message) {
        try (KafkaProducer<String, byte[]> producer = kafka.plainProducer()) {
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                    topics.resolve(message.topic()), message.key(), "{\"broken".getBytes(StandardCharsets.UTF_8));
            EventHeaders.add(record.headers(), EventHeaders.ID, message.id());
            EventHeaders.add(record.headers(), EventHeaders.TYPE, message.type());
            EventHeaders.add(
                    record.headers(), EventHeaders.AGGREGATE_VERSION, String.valueOf(message.aggregateVersion()));
            producer.send(record);
        }
    }

    private static List<Row> run(Pool pool, String sql, Tuple values) {
        return pool.preparedQuery(sql).execute(values).await().atMost(PATIENCE).stream()
                .toList();
    }
}
