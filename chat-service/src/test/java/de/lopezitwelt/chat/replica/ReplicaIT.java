package de.lopezitwelt.chat.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The events take the real way: outbox, relay, Kafka, consumer. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class ReplicaIT {
    @Inject
    Events events;

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());

    @Test
    void agentAppearsChangesAndVanishesForGood() {
        String id = ChatDatabase.IDS.next();
        publish(events.state(agent(id, "One"), id, 1));
        await().untilAsserted(() -> assertThat(names(id)).containsExactly("One"));
        String session = user.startSession(id);

        publish(events.state(agent(id, "Two"), id, 2));
        await().untilAsserted(() -> assertThat(names(id)).containsExactly("Two"));

        publish(events.domain(new AgentDeleted(id), id, 3, null));
        publish(events.tombstone(AgentState.class, id, 3));
        await().untilAsserted(() -> assertThat(names(id)).isEmpty());
        await().untilAsserted(() -> assertThat(ChatDatabase.number(
                        "SELECT COUNT(*) FROM erased_ids WHERE subject_type = 'agent' AND subject_id = ?", id))
                .isEqualTo(1));
        await().untilAsserted(() ->
                assertThat(user.say(session, "anybody there").status()).isEqualTo(409));
        assertThat(user.send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + id + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void membershipsAndEntitlementsAreFollowed() {
        String organization = ChatDatabase.IDS.next();
        publish(events.state(
                new MembershipState(organization, user.userId, MemberRole.MEMBER, List.of("!agents.use")),
                organization + ":" + user.userId,
                1));
        publish(events.state(
                new EntitlementState(
                        EntitlementSubject.USER,
                        user.userId,
                        new EntitlementLimits(1L, null, null, "EUR"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        true),
                "user:" + user.userId,
                1));
        await().untilAsserted(() -> assertThat(ChatDatabase.number(
                        "SELECT COUNT(*) FROM memberships_replica m JOIN entitlements_replica e ON e.subject_id ="
                                + " m.user_id WHERE m.user_id = ?",
                        user.userId))
                .isEqualTo(1));
        String session = user.startSession(ChatDatabase.agent(user.userId, "private"));

        await().untilAsserted(() ->
                assertThat(user.append(session, "message", null).status()).isEqualTo(429));
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isBetween(1L, 3L);
    }

    @Test
    void erasedUserLeavesNothingAndNothingOfHisComesBack() {
        String session = user.startSession(ChatDatabase.agent(ChatDatabase.IDS.next(), "public"));
        user.say(session, "say 2");

        publish(events.domain(new UserErasureApproved(user.userId), user.userId, 9, null));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ChatDatabase.number(
                                "SELECT COUNT(*) FROM erased_ids WHERE subject_id = ?", user.userId))
                        .isEqualTo(1));
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isZero();
        for (String table : List.of("chat_sessions", "replies")) {
            assertThat(ChatDatabase.number("SELECT COUNT(*) FROM " + table + " WHERE user_id = ?", user.userId))
                    .as(table)
                    .isZero();
        }
        assertThat(user.append(session, "still here", null).status()).isEqualTo(404);
        String agent = ChatDatabase.agent(user.userId, "public");
        assertThat(user.send("POST", "/api/v1/sessions", "{\"agent_id\":\"" + agent + "\"}")
                        .status())
                .isEqualTo(403);
        String organization = ChatDatabase.IDS.next();
        publish(membership(organization, user.userId));
        String other = ChatDatabase.IDS.next();
        publish(membership(organization, other));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(memberships(other)).isEqualTo(1));
        assertThat(memberships(user.userId)).as("a late snapshot").isZero();
    }

    private OutboxMessage membership(String organization, String userId) {
        return events.state(
                new MembershipState(organization, userId, MemberRole.MEMBER, null), organization + ":" + userId, 1);
    }

    private static long memberships(String userId) {
        return ChatDatabase.number("SELECT COUNT(*) FROM memberships_replica WHERE user_id = ?", userId);
    }

    private void publish(OutboxMessage message) {
        pool.withTransaction(connection -> outbox.append(connection, List.of(message)))
                .await()
                .atMost(Duration.ofSeconds(10));
        outbox.committed();
    }

    private AgentState agent(String id, String name) {
        return new AgentState(
                id,
                user.userId,
                name,
                AgentType.CHATBOT,
                ScriptedProvider.MODEL,
                JsonNodeFactory.instance.objectNode(),
                null,
                AgentVisibility.PRIVATE,
                null,
                true,
                1,
                1);
    }

    private static List<Object> names(String agentId) {
        return ChatDatabase.column("SELECT name FROM agents_replica WHERE agent_id = ?", agentId);
    }
}
