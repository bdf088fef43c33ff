package de.lopezitwelt.analytics.operations;

import static de.lopezitwelt.analytics.Api.eventually;
import static de.lopezitwelt.analytics.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.LogLevel;
import de.lopezitwelt.platform.messaging.stream.LogRecorded;
import de.lopezitwelt.platform.messaging.stream.MetricRecorded;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class OperationsIT {
    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    OtherServices others;

    private final String moderator = TestTokens.moderator("01980000-0000-7000-8000-000000000001");

    @Test
    void linesAreFoundByLevelAndCategoryNewestFirst() {
        String category = "relay-" + ids.next();
        others.publish(
                log(LogLevel.WARN, category, "first", null),
                log(LogLevel.ERROR, category, "second", null),
                log(LogLevel.ERROR, category, "third", null));

        eventually(
                () -> assertThat(logs("?category=" + category).getList("data")).hasSize(3));
        JsonPath first = logs("?category=%s&level=error&limit=1".formatted(category));
        assertThat(first.getString("data[0].message")).isEqualTo("third");
        assertThat(first.getInt("data[0].context.attempt")).isEqualTo(2);
        JsonPath second =
                logs("?category=%s&level=error&limit=1&cursor=%s".formatted(category, first.getString("next_cursor")));
        assertThat(second.getString("data[0].message")).isEqualTo("second");
        assertThat(second.getString("next_cursor")).isNull();
    }

    @Test
    void aLineAboutAnErasedPersonStaysWithoutThePerson() {
        String user = ids.next();
        String category = "login-" + user;
        others.publish(log(LogLevel.INFO, category, "before", user));
        eventually(() -> assertThat(logs("?category=" + category).getString("data[0].user_id"))
                .isEqualTo(user));

        others.publish(events.domain(new UserErasureApproved(user), user, 2, null));
        eventually(() -> assertThat(logs("?category=" + category).<Object>get("data[0].user_id"))
                .isNull());
        others.publish(log(LogLevel.INFO, category, "late", user));

        eventually(() -> assertThat(logs("?category=" + category).getList("data.message"))
                .hasToString("[late, before]"));
        assertThat(logs("?category=" + category).getList("data.ip_address")).containsOnlyNulls();
    }

    @Test
    void valuesAreKeptExactly() {
        String name = "outbox.rows." + ids.next().substring(24);
        BigDecimal nanoseconds = new BigDecimal("123456789012345678.123456");
        OutboxMessage metric = events.stream(
                new MetricRecorded(
                        name,
                        nanoseconds,
                        "ns",
                        EventJson.MAPPER.createObjectNode().put("service", "chat")),
                null);
        others.publish(metric, metric);

        eventually(() -> assertThat(
                        get(moderator, "/metrics?metric_name=" + name).body().asString())
                .contains("123456789012345678.123456"));
        assertThat(get(moderator, "/metrics?metric_name=" + name).jsonPath().getString("data[0].tags.service"))
                .isEqualTo("chat");
    }

    @Test
    void anEventThatFitsNoColumnIsSetAsideAndStopsNothing() {
        String name = "after.poison." + ids.next().substring(24);
        OutboxMessage poison = events.stream(new MetricRecorded("m".repeat(101), BigDecimal.ONE, null, null), null);
        others.publish(poison, events.stream(new MetricRecorded(name, BigDecimal.ONE, null, null), null));

        eventually(() -> assertThat(get(moderator, "/metrics?metric_name=" + name)
                        .jsonPath()
                        .getList("data"))
                .hasSize(1));
        eventually(() ->
                assertThat(TopicProbe.read("lopez.metrics.dlq", poison.key())).hasSize(1));
    }

    @Test
    void linesAndValuesAreForModerators() {
        String user = TestTokens.user(ids.next());
        assertThat(get(user, "/logs").statusCode()).isEqualTo(403);
        assertThat(get(user, "/metrics").statusCode()).isEqualTo(403);
        assertThat(get(moderator, "/logs?level=loud").statusCode()).isEqualTo(400);
        assertThat(get(TestTokens.admin(ids.next()), "/logs").statusCode()).isEqualTo(200);
    }

    private OutboxMessage log(LogLevel level, String category, String message, @Nullable String user) {
        return events.stream(
                new LogRecorded(
                        level,
                        category,
                        message,
                        EventJson.MAPPER.createObjectNode().put("attempt", 2),
                        user,
                        user == null ? null : "203.0.113.7",
                        user == null ? null : "curl/8"),
                null);
    }

    private JsonPath logs(String query) {
        return get(moderator, "/logs" + query).jsonPath();
    }
}
