package de.lopezitwelt.analytics.activity;

import static de.lopezitwelt.analytics.Api.eventually;
import static de.lopezitwelt.analytics.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.WireTime;
import de.lopezitwelt.platform.messaging.stream.ActivityRecorded;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class ActivityIT {
    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    OtherServices others;

    @Test
    void aPersonSeesWhatHeDidAndFromWhere() {
        String user = ids.next();
        OutboxMessage login = activity(user, "login");
        others.publish(login, login, activity(ids.next(), "login"));

        eventually(() -> assertThat(actions(TestTokens.user(user), "/activity")).containsExactly("login"));
        JsonPath page = get(TestTokens.user(user), "/activity").jsonPath();
        assertThat(page.getString("data[0].id")).isEqualTo(login.id());
        assertThat(page.getString("data[0].ip_address")).isEqualTo("203.0.113.7");
        assertThat(page.getString("data[0].user_agent")).isEqualTo("curl/8");
        assertThat(page.getString("data[0].metadata.method")).isEqualTo("password");
        assertThat(page.getString("data[0].created_at")).isEqualTo(WireTime.text(IdGenerator.timeOf(login.id())));
    }

    @Test
    void pagesRunFromTheNewestToTheOldestAndStayStable() {
        String user = ids.next();
        String token = TestTokens.user(user);
        List<OutboxMessage> messages = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            messages.add(activity(user, "action-" + i));
        }
        others.publish(messages);
        eventually(() -> assertThat(actions(token, "/activity")).hasSize(7));

        JsonPath first = get(token, "/activity?limit=3").jsonPath();
        OutboxMessage later = activity(user, "later");
        others.publish(later);
        eventually(() -> assertThat(actions(token, "/activity")).hasSize(8));
        JsonPath second = get(token, "/activity?limit=3&cursor=" + first.getString("next_cursor"))
                .jsonPath();
        JsonPath third = get(token, "/activity?limit=3&cursor=" + second.getString("next_cursor"))
                .jsonPath();

        assertThat(first.getList("data.action")).hasToString("[action-6, action-5, action-4]");
        assertThat(second.getList("data.action")).hasToString("[action-3, action-2, action-1]");
        assertThat(third.getList("data.action")).hasToString("[action-0]");
        assertThat(third.getString("next_cursor")).isNull();
        assertThat(actions(token, "/activity?action=action-4")).containsExactly("action-4");
    }

    @Test
    void theHistoryOfOthersIsForModerators() {
        String user = ids.next();
        others.publish(activity(user, "profile.updated"));
        eventually(() -> assertThat(actions(TestTokens.user(user), "/activity")).hasSize(1));

        String stranger = TestTokens.user(ids.next());
        assertThat(get(stranger, "/activity?user_id=" + user).statusCode()).isEqualTo(403);
        assertThat(get(stranger, "/activity?user_id=all").statusCode()).isEqualTo(403);
        assertThat(get(stranger, "/activity?user_id=me").statusCode()).isEqualTo(400);
        assertThat(get(stranger, "/activity?cursor=w6Q").statusCode()).isEqualTo(400);
        String moderator = TestTokens.moderator(ids.next());
        assertThat(actions(moderator, "/activity?user_id=" + user)).containsExactly("profile.updated");
        assertThat(actions(moderator, "/activity?user_id=all&limit=100")).contains("profile.updated");
    }

    @Test
    void theHistoryOfAnErasedPersonIsGoneAndLateEventsDoNotBringItBack() {
        String user = ids.next();
        others.publish(activity(user, "login"));
        String admin = TestTokens.admin(ids.next());
        eventually(() -> assertThat(actions(admin, "/activity?user_id=" + user)).hasSize(1));

        others.publish(events.domain(new UserErasureApproved(user), user, 5, null));
        eventually(() -> assertThat(actions(admin, "/activity?user_id=" + user)).isEmpty());
        OutboxMessage witness = activity(ids.next(), "after-" + user);
        others.publish(activity(user, "late"), witness);

        eventually(() -> assertThat(actions(admin, "/activity?user_id=all&action=after-" + user))
                .hasSize(1));
        assertThat(actions(admin, "/activity?user_id=" + user)).isEmpty();
    }

    private OutboxMessage activity(String user, String action) {
        return events.stream(
                new ActivityRecorded(
                        user,
                        action,
                        "session",
                        ids.next(),
                        EventJson.MAPPER.createObjectNode().put("method", "password"),
                        "203.0.113.7",
                        "curl/8"),
                "user:" + user);
    }

    private static List<String> actions(String token, String path) {
        return get(token, path).jsonPath().getList("data.action");
    }
}
