package de.lopezitwelt.analytics.feedback;

import static de.lopezitwelt.analytics.Api.eventually;
import static de.lopezitwelt.analytics.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.Conversation;
import de.lopezitwelt.analytics.Operator;
import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class FeedbackIT {
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
    private Conversation conversation;

    @BeforeEach
    void aConversationThatIsRatedAndWrittenAbout() {
        QuarkusMock.installMockForType(chat, ChatFeedback.class);
        conversation = new Conversation(events, ids, ids.next(), ids.next());
        chat.write(conversation.id, conversation.userId, "Quick and right");
        others.publish(conversation.started(), conversation.question(3), conversation.rated("4.50", null));
        eventually(() -> assertThat(text()).isEqualTo("Quick and right"));
    }

    @Test
    void textStandsBesideTheScoreForItsUserAloneAndFollowsChanges() {
        assertThat(session().getFloat("satisfaction_score")).isEqualTo(4.5f);
        assertThat(get(TestTokens.admin(ids.next()), "/sessions/" + conversation.id)
                        .statusCode())
                .isEqualTo(404);

        chat.write(conversation.id, conversation.userId, "On second thought: slow");
        others.publish(conversation.rated("2.00", "4.50"));
        eventually(() -> assertThat(text()).isEqualTo("On second thought: slow"));

        chat.forget(conversation.id);
        others.publish(conversation.rated("2.00", "2.00"));
        eventually(() -> assertThat(text()).as("a score without words").isNull());
        assertThat(session().getFloat("satisfaction_score")).isEqualTo(2.0f);
    }

    @Test
    void withdrawnFeedbackTakesItsTextAlong() {
        chat.forget(conversation.id);
        others.publish(conversation.rated(null, "4.50"));

        eventually(() -> assertThat(rows()).isZero());
        eventually(() -> assertThat(session().<Object>get("satisfaction_score")).isNull());
    }

    @Test
    void textSurvivesARebuild() {
        JsonPath rebuilt = Operator.run("/rebuilds", "{\"compare_only\":false}");

        assertThat(rebuilt.getBoolean("swapped")).isTrue();
        assertThat(text()).isEqualTo("Quick and right");
        assertThat(session().getFloat("satisfaction_score")).isEqualTo(4.5f);
    }

    @Test
    void deletedSessionTakesItsTextAlongForGood() {
        others.publish(conversation.deleted());
        eventually(() -> assertThat(rows()).isZero());
        eventually(() -> assertThat(
                        number("SELECT COUNT(*) FROM erased_ids WHERE subject_type = 'session' AND subject_id = ?"))
                .as("the fold of the summaries has noted it")
                .isEqualTo(1));

        others.publish(conversation.rated("1.00", "4.50"));

        eventually(() -> assertThat(folded()).isEqualTo(5));
        assertThat(rows())
                .as("chat still had it, a late event does not bring it back")
                .isZero();
    }

    @Test
    void erasedUserTakesItsTextAlongForGood() {
        others.publish(events.domain(new UserErasureApproved(conversation.userId), conversation.userId, 7, null));
        eventually(() -> assertThat(rows()).isZero());

        others.publish(conversation.rated("1.00", "4.50"));

        eventually(() -> assertThat(folded()).isEqualTo(4));
        assertThat(rows()).isZero();
    }

    @Test
    void whileChatIsAwayTheTextWaitsAndTheScoreDoesNot() {
        chat.away = true;
        chat.write(conversation.id, conversation.userId, "Written meanwhile");
        others.publish(conversation.rated("3.00", "4.50"));
        eventually(() -> assertThat(session().getFloat("satisfaction_score")).isEqualTo(3.0f));
        assertThat(text()).isEqualTo("Quick and right");

        chat.away = false;
        eventually(() -> assertThat(text()).isEqualTo("Written meanwhile"));
    }

    private @Nullable String text() {
        return session().getString("feedback");
    }

    private JsonPath session() {
        return get(TestTokens.user(conversation.userId), "/sessions/" + conversation.id)
                .jsonPath();
    }

    private long rows() {
        return number("SELECT COUNT(*) FROM session_feedback WHERE session_id = ?");
    }

    /** Version of the session's last event that the consumer has folded. */
    private long folded() {
        return number("SELECT MAX(last_version) FROM aggregate_versions WHERE consumer_group = 'analytics.feedback'"
                + " AND event_key = ?");
    }

    private long number(String sql) {
        return worker.preparedQuery(sql)
                .execute(Tuple.of(conversation.id))
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0);
    }
}
