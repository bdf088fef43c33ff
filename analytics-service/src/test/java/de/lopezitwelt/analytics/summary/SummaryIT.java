package de.lopezitwelt.analytics.summary;

import static de.lopezitwelt.analytics.Api.eventually;
import static de.lopezitwelt.analytics.Api.get;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.Conversation;
import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.analytics.summary.fold.SummaryFold;
import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import de.lopezitwelt.contracts.agent.AgentCreated;
import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.ledger.VersionLedger;
import de.lopezitwelt.platform.messaging.ledger.VersionLedger.Key;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class SummaryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    OtherServices others;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    private String user;
    private String creator;
    private String agent;

    @BeforeEach
    void anAgentOfSomebody() {
        user = ids.next();
        creator = ids.next();
        agent = ids.next();
        others.publish(events.domain(
                new AgentCreated(agent, creator, AgentType.CHATBOT, AgentVisibility.PUBLIC, null, 1),
                agent,
                1,
                "user:" + creator));
    }

    @Test
    void aConversationIsCountedForItsSessionItsUserAndItsAgent() {
        Conversation conversation = new Conversation(events, ids, user, agent);
        others.publish(
                conversation.started(),
                conversation.question(12),
                conversation.answer(30, 250),
                conversation.question(8),
                conversation.answer(50, 400));

        eventually(() -> {
            JsonPath session =
                    get(TestTokens.user(user), "/sessions/" + conversation.id).jsonPath();
            assertThat(session.getInt("total_messages")).isEqualTo(4);
            assertThat(session.getInt("user_messages")).isEqualTo(2);
            assertThat(session.getInt("agent_messages")).isEqualTo(2);
            assertThat(session.getInt("total_tokens")).isEqualTo(100);
            assertThat(session.getInt("total_processing_time_ms")).isEqualTo(650);
        });
        JsonPath own = get(TestTokens.user(user), "/users/me").jsonPath();
        assertThat(own.getInt("total_sessions")).isEqualTo(1);
        assertThat(own.getInt("total_messages")).isEqualTo(4);
        assertThat(own.getString("last_activity_at")).endsWith("Z");
        JsonPath agents = get(TestTokens.user(creator), "/agents/" + agent).jsonPath();
        assertThat(agents.getInt("total_sessions")).isEqualTo(1);
        assertThat(agents.getInt("total_messages")).isEqualTo(4);
    }

    @Test
    void anEventDeliveredTwiceCountsOnce() {
        Conversation conversation = new Conversation(events, ids, user, agent);
        OutboxMessage started = conversation.started();
        OutboxMessage question = conversation.question(10);
        others.publish(started, question, started, question);
        others.publish(question, conversation.answer(5, 1));

        eventually(() -> assertThat(sessionTokens(conversation)).isEqualTo(15));
        assertThat(get(TestTokens.user(user), "/users/me").jsonPath().getInt("total_messages"))
                .isEqualTo(2);
    }

    @Test
    void aSessionsVersionStandsInItsRowAndStaysKnownWhenThatIsErased() {
        Conversation conversation = new Conversation(events, ids, user, agent);
        OutboxMessage question = conversation.question(10);
        others.publish(question);

        eventually(
                () -> assertThat(version(SummaryTables.LIVE, conversation.id)).isEqualTo(question.aggregateVersion()));
        assertThat(number("SELECT COUNT(*) FROM summary_versions WHERE event_key = ?", conversation.id))
                .isZero();

        others.publish(events.domain(new UserErasureApproved(user), user, 2, null));

        eventually(() -> assertThat(number("SELECT COUNT(*) FROM session_analytics WHERE id = ?", conversation.id))
                .isZero());
        assertThat(version(SummaryTables.LIVE, conversation.id)).isEqualTo(question.aggregateVersion());
    }

    @Test
    void ratingsAverageExactlyAndCanBeChangedAndWithdrawn() {
        Conversation first = new Conversation(events, ids, user, agent);
        Conversation second = new Conversation(events, ids, user, agent);
        Conversation third = new Conversation(events, ids, user, agent);
        others.publish(first.started(), second.started(), third.started());
        others.publish(first.rated("4.00", null), second.rated("3.50", null), third.rated("1.00", null));
        others.publish(first.rated("5.00", "4.00"), third.rated(null, "1.00"));

        eventually(() -> assertThat(get(TestTokens.user(creator), "/agents/" + agent)
                        .jsonPath()
                        .getFloat("average_satisfaction"))
                .isEqualTo(4.25f));
        assertThat(get(TestTokens.user(user), "/sessions/" + first.id)
                        .jsonPath()
                        .getFloat("satisfaction_score"))
                .isEqualTo(5.0f);
        assertThat(get(TestTokens.user(user), "/sessions/" + third.id)
                        .jsonPath()
                        .<Object>get("satisfaction_score"))
                .isNull();
    }

    @Test
    void aDeletedConversationLosesItsRowButStaysInTheTotals() {
        Conversation conversation = new Conversation(events, ids, user, agent);
        others.publish(conversation.started(), conversation.question(10));
        eventually(() -> assertThat(sessionTokens(conversation)).isEqualTo(10));

        OutboxMessage deleted = conversation.deleted();
        others.publish(deleted, conversation.question(10));

        eventually(() -> assertThat(
                        get(TestTokens.user(user), "/users/me").jsonPath().getInt("total_messages"))
                .isEqualTo(2));
        assertThat(get(TestTokens.user(user), "/sessions/" + conversation.id).statusCode())
                .isEqualTo(404);
    }

    @Test
    void anErasedPersonIsGoneForGoodWhileTheAgentKeepsItsTotals() {
        Conversation conversation = new Conversation(events, ids, user, agent);
        others.publish(conversation.started(), conversation.question(10));
        eventually(() -> assertThat(sessionTokens(conversation)).isEqualTo(10));

        others.publish(events.domain(new UserErasureApproved(user), user, 7, null));
        eventually(() -> assertThat(completedErasures()).contains(user));
        others.publish(conversation.answer(10, 1), events.domain(new UserErased(user), user, 8, null));

        eventually(() -> assertThat(get(TestTokens.user(creator), "/agents/" + agent)
                        .jsonPath()
                        .getInt("total_messages"))
                .isEqualTo(2));
        assertThat(get(TestTokens.admin(ids.next()), "/users/" + user).statusCode())
                .isEqualTo(404);
        assertThat(get(TestTokens.user(user), "/sessions/" + conversation.id).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDeletedAgentIsGoneForGood() {
        Conversation conversation = new Conversation(events, ids, user, agent);
        others.publish(conversation.started());
        eventually(() -> assertThat(agentSessions()).isEqualTo(1));

        others.publish(events.domain(new AgentDeleted(agent), agent, 2, null));
        eventually(() -> assertThat(
                        get(TestTokens.user(creator), "/agents/" + agent).statusCode())
                .isEqualTo(404));
        others.publish(conversation.question(3));

        eventually(() -> assertThat(sessionTokens(conversation)).isEqualTo(3));
        assertThat(get(TestTokens.admin(ids.next()), "/agents/" + agent).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsSomebodyElsesAnswersLikeWhatDoesNotExist() {
        Conversation conversation = new Conversation(events, ids, user, agent);
        others.publish(conversation.started(), conversation.question(1));
        eventually(() -> assertThat(sessionTokens(conversation)).isEqualTo(1));
        eventually(() -> assertThat(
                        get(TestTokens.user(creator), "/agents/" + agent).statusCode())
                .isEqualTo(200));
        String stranger = TestTokens.user(ids.next());
        String admin = TestTokens.admin(ids.next());

        for (String path : List.of("/sessions/" + conversation.id, "/users/" + user, "/agents/" + agent)) {
            String unknown = path.substring(0, path.lastIndexOf('/') + 1) + ids.next();
            assertThat(get(stranger, path).statusCode()).as(path).isEqualTo(404);
            assertThat(body(stranger, path)).isEqualTo(body(stranger, unknown));
        }
        assertThat(get(admin, "/sessions/" + conversation.id).statusCode()).isEqualTo(404);
        assertThat(get(admin, "/users/" + user).statusCode()).isEqualTo(200);
        assertThat(get(admin, "/agents/" + agent).statusCode()).isEqualTo(200);
        assertThat(get(stranger, "/sessions/ä").statusCode()).isEqualTo(404);
        assertThat(get("no-token", "/users/me").statusCode()).isEqualTo(401);
    }

    private int sessionTokens(Conversation conversation) {
        return get(TestTokens.user(conversation.userId), "/sessions/" + conversation.id)
                .jsonPath()
                .getInt("total_tokens");
    }

    private int agentSessions() {
        return get(TestTokens.user(creator), "/agents/" + agent).jsonPath().getInt("total_sessions");
    }

    private static List<String> completedErasures() {
        return TopicProbe.read("lopez.erasures").stream()
                .map(entry -> requireNonNull(entry.event())
                        .path("data")
                        .path("subject_id")
                        .asText())
                .toList();
    }

    /** The answer without the fields that name the single request. */
    private static String body(String token, String path) {
        return get(token, path).body().asString().replaceAll("\"instance\":\"[^\"]*\"", "");
    }

    /** As a consumer that has just started reads it. */
    private long version(SummaryTables tables, String session) {
        Key key = new Key("lopez.sessions", session);
        return new VersionLedger(worker, SummaryFold.GROUP, tables.place().versions(), tables.versions())
                .last(List.of(key))
                .await()
                .atMost(PATIENCE)
                .getOrDefault(key, VersionLedger.NONE);
    }

    private long number(String sql, String id) {
        return worker.preparedQuery(sql)
                .execute(Tuple.of(id))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }
}
