package de.lopezitwelt.analytics.audit;

import static de.lopezitwelt.analytics.Api.eventually;
import static de.lopezitwelt.analytics.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.stream.ActivityRecorded;
import de.lopezitwelt.platform.messaging.stream.ActivitySeal;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.messaging.stream.AuditRecorded;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class AuditIT {
    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    OtherServices others;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @ConfigProperty(name = "lopez.mysql.address")
    String address;

    @ConfigProperty(name = "lopez.mysql.schema")
    String schema;

    @ConfigProperty(name = "lopez.mysql.root-password")
    String rootPassword;

    @Test
    void aChangeSaysWhoWhatFromWhereAndTheValuesBeforeAndAfter() {
        String admin = ids.next();
        String agent = ids.next();
        OutboxMessage change = audit(admin, "ai_agents", agent, object("name", "old"), object("name", "new"));
        others.publish(change, change);

        JsonPath row = row(agent);
        assertThat(row.getList("data")).hasSize(1);
        assertThat(row.getString("data[0].user_id")).isEqualTo(admin);
        assertThat(row.getString("data[0].actor")).isEqualTo("user:" + admin);
        assertThat(row.getString("data[0].ip_address")).isEqualTo("203.0.113.7");
        assertThat(row.getString("data[0].user_agent")).isEqualTo("curl/8");
        assertThat(row.getString("data[0].old_values.name")).isEqualTo("old");
        assertThat(row.getString("data[0].new_values.name")).isEqualTo("new");
        assertThat(row.getString("data[0].event_type")).isEqualTo("row.changed");
    }

    @Test
    void anErasureTakesThePersonalPartsAndLeavesTheChainWhole() {
        String user = ids.next();
        String agent = ids.next();
        ObjectNode values = object("name", "Ada");
        others.publish(
                audit(user, "users", user, null, values), audit(user, "ai_agents", agent, null, object("name", "bot")));
        assertThat(row(user).getString("data[0].new_values.name")).isEqualTo("Ada");
        row(agent);

        others.publish(events.domain(new UserErasureApproved(user), user, 3, null));

        eventually(() -> assertThat(row(user).<Object>get("data[0].new_values")).isNull());
        assertThat(row(user).<Object>get("data[0].ip_address")).isNull();
        assertThat(row(agent).<Object>get("data[0].ip_address")).isNull();
        assertThat(row(agent).getString("data[0].new_values.name")).isEqualTo("bot");
        assertThat(verification().getList("intact")).doesNotContain(false);
    }

    @Test
    void aRowThatWasChangedBehindOurBackIsFound() throws SQLException {
        List<OutboxMessage> changes = new ArrayList<>();
        String record = ids.next();
        for (int i = 0; i < 40; i++) {
            changes.add(audit(ids.next(), "organizations", record, object("n", "é" + i), object("n", i + 1)));
        }
        others.publish(changes);
        eventually(() ->
                assertThat(row(record, "&limit=100").getList("data.position")).hasSize(40));
        assertThat(verification().getList("intact")).isNotEmpty().doesNotContain(false);
        JsonPath victim = row(record, "&limit=1");
        int chain = victim.getInt("data[0].chain");
        int position = victim.getInt("data[0].position");

        asRoot("UPDATE audit_logs SET user_id = NULL WHERE chain = %d AND position = %d".formatted(chain, position));
        try {
            JsonPath report = verification();
            assertThat(report.getBoolean("find { it.chain == %d }.intact".formatted(chain)))
                    .isFalse();
            assertThat(report.getInt("find { it.chain == %d }.broken_at".formatted(chain)))
                    .isEqualTo(position);
        } finally {
            asRoot("UPDATE audit_logs SET user_id = '%s' WHERE chain = %d AND position = %d"
                    .formatted(victim.getString("data[0].user_id"), chain, position));
        }
        assertThat(verification().getList("intact")).doesNotContain(false);
    }

    @Test
    void anActivityThatWasChangedBehindOurBackIsFoundByItsSealUntilItIsErased() throws SQLException {
        String user = ids.next();
        ObjectNode about = EventJson.MAPPER
                .createObjectNode()
                .put("message_id", ids.next())
                .put("session_started", true)
                .put("messages", 2)
                .put(ActivitySeal.SALT, "5a17");
        ActivityRecorded activity =
                new ActivityRecorded(user, "message.sent", "session", ids.next(), about, "203.0.113.7", "curl/8");
        OutboxMessage told = events.stream(activity, "user:" + user);
        ObjectNode seals = EventJson.MAPPER.createObjectNode().put(told.id(), ActivitySeal.of(told.id(), activity));
        AuditRecorded sealing = new AuditRecorded(
                ActivitySeal.EVENT_TYPE,
                ActivitySeal.TABLE,
                told.id(),
                AuditAction.INSERT,
                null,
                seals,
                null,
                null,
                null);
        others.publish(told, events.stream(sealing, "service:chat-service"));

        assertThat(row(told.id()).getMap("data[0].new_values")).containsOnlyKeys(told.id());
        eventually(() -> assertThat(number("SELECT COUNT(*) FROM user_activity WHERE id = '%s'".formatted(told.id())))
                .isOne());
        assertThat(verification().getList("intact")).doesNotContain(false);
        asRoot("UPDATE user_activity SET ip_address = '203.0.113.8' WHERE id = '%s'".formatted(told.id()));
        assertThat(verification().getList("intact")).contains(false);

        others.publish(events.domain(new UserErasureApproved(user), user, 3, null));

        eventually(() -> assertThat(verification().getList("intact")).doesNotContain(false));
    }

    @Test
    void noAccountOfTheServiceMayChangeOrRemoveARow() {
        for (String statement : List.of("UPDATE audit_logs SET action = 'DELETE'", "DELETE FROM audit_logs")) {
            assertThatThrownBy(() -> worker.query(statement).execute().await().atMost(Duration.ofSeconds(5)))
                    .hasMessageContaining("command denied");
        }
    }

    @Test
    void theTrailIsForAdministrators() {
        assertThat(get(TestTokens.user(ids.next()), "/audit").statusCode()).isEqualTo(403);
        assertThat(get(TestTokens.moderator(ids.next()), "/audit").statusCode()).isEqualTo(403);
        assertThat(get(TestTokens.moderator(ids.next()), "/audit/verification").statusCode())
                .isEqualTo(403);
        assertThat(get(TestTokens.admin(ids.next()), "/audit?record_id=x").statusCode())
                .isEqualTo(400);
    }

    private JsonPath row(String record) {
        eventually(() -> assertThat(row(record, "").getList("data")).isNotEmpty());
        return row(record, "");
    }

    private JsonPath row(String record, String more) {
        return get(TestTokens.admin(ids.next()), "/audit?record_id=" + record + more)
                .jsonPath();
    }

    private JsonPath verification() {
        return get(TestTokens.admin(ids.next()), "/audit/verification").jsonPath();
    }

    private void asRoot(String sql) throws SQLException {
        String url = "jdbc:mysql://" + address + "/" + schema;
        try (Connection connection = DriverManager.getConnection(url, "root", rootPassword);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private long number(String sql) {
        return worker.query(sql)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getLong(0);
    }

    private OutboxMessage audit(
            String user, String table, String record, @Nullable ObjectNode before, ObjectNode after) {
        return events.stream(
                new AuditRecorded(
                        "row.changed",
                        table,
                        record,
                        before == null ? AuditAction.INSERT : AuditAction.UPDATE,
                        before,
                        after,
                        user,
                        "203.0.113.7",
                        "curl/8"),
                "user:" + user);
    }

    private static ObjectNode object(String key, Object value) {
        ObjectNode node = EventJson.MAPPER.createObjectNode().put("z", 1.50).put("flag", true);
        node.putArray("b").add(key);
        node.set(key, EventJson.MAPPER.valueToTree(value));
        return node;
    }
}
