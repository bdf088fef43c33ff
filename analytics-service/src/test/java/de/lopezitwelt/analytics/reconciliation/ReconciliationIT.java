package de.lopezitwelt.analytics.reconciliation;

import static de.lopezitwelt.analytics.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.Conversation;
import de.lopezitwelt.analytics.Operator;
import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ManagementPort;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class ReconciliationIT {
    /** Long ago, so that the sessions of other tests fall on other days. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 3, 1);

    private static int daysUsed;

    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    OtherServices others;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    private final ChatDouble chat = new ChatDouble();
    private LocalDate day = FIRST_DAY;
    private List<Conversation> conversations = List.of();

    @BeforeEach
    void fiveConversationsOfADayOfTheirOwn() {
        day = FIRST_DAY.plusDays(daysUsed++ * 10L);
        QuarkusMock.installMockForType(chat, ChatTallies.class);
        var ofThatDay = new IdGenerator(Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
        conversations = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            Conversation conversation = new Conversation(events, ofThatDay, ids.next(), ids.next());
            conversations.add(conversation);
            others.publish(chat.store(conversation.started(), conversation.question(4), conversation.answer(9, 12)));
        }
        eventually(() -> assertThat(foldedMessages()).isEqualTo(10));
    }

    @Test
    void equalSidesAgree() {
        JsonPath report = reconcile();

        assertThat(report.getLong("differing")).isZero();
        assertThat(report.getList("days.day", String.class)).containsExactly(day.toString());
        assertThat(report.getLong("days[0].sessions")).isEqualTo(5);
        assertThat(report.getLong("days[0].messages")).isEqualTo(10);
        assertThat(metric()).isZero();
    }

    @Test
    void everyKindOfDifferenceIsFound() {
        chat.forget(conversations.get(0).id);
        chat.store(conversations.get(1).question(4));
        run("UPDATE session_analytics SET message_checksum = message_checksum + 1 WHERE id = ?", 2);
        run("DELETE FROM session_analytics WHERE id = ?", 3);

        JsonPath report = reconcile();

        assertThat(report.getLong("differing")).isEqualTo(4);
        assertThat(report.getList("differences.session_id", String.class))
                .containsExactly(conversations.subList(0, 4).stream()
                        .map(conversation -> conversation.id)
                        .toArray(String[]::new));
        assertThat(report.getLong("differences[0].chat.messages")).isZero();
        assertThat(report.getLong("differences[0].analytics.messages")).isEqualTo(2);
        assertThat(report.getLong("differences[1].chat.messages")).isEqualTo(3);
        assertThat(metric()).isEqualTo(4);
    }

    @Test
    void whatArrivesWhileItComparesIsNoDifference() {
        Conversation conversation = conversations.getFirst();
        var late = chat.store(conversation.question(7));
        chat.whenAsked(() -> others.publish(late));

        assertThat(reconcile().getLong("differing")).isZero();
    }

    @Test
    void daysMustBeInOrder() {
        Operator.post("/reconciliations", "{\"from\":\"2021-02-02\",\"to\":\"2021-02-01\"}")
                .then()
                .statusCode(400);
    }

    private JsonPath reconcile() {
        JsonPath report = Operator.run("/reconciliations", "{\"from\":\"" + day + "\",\"to\":\"" + day + "\"}");
        assertThat(report.getString("phase")).as(report.getString("failure")).isEqualTo("done");
        return report;
    }

    private static double metric() {
        String line = RestAssured.get(ManagementPort.url("/q/metrics"))
                .body()
                .asString()
                .lines()
                .filter(metric -> metric.startsWith("reconciliation_differing_sessions"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }

    private long foldedMessages() {
        return worker.preparedQuery("SELECT SUM(total_messages) FROM session_analytics WHERE id BETWEEN ? AND ?")
                .execute(Tuple.of(conversations.getFirst().id, conversations.getLast().id))
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0);
    }

    private void run(String sql, int conversation) {
        worker.preparedQuery(sql)
                .execute(Tuple.of(conversations.get(conversation).id))
                .await()
                .atMost(Duration.ofSeconds(30));
    }
}
