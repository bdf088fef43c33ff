package de.lopezitwelt.analytics.usage.query;

import static de.lopezitwelt.analytics.Api.eventually;
import static de.lopezitwelt.analytics.Api.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.analytics.OtherServices;
import de.lopezitwelt.analytics.usage.Replies;
import de.lopezitwelt.contracts.agent.AgentCreated;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.testing.service.FakeServices;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class UsageQueryIT {
    private static final String NOW = "/query?granularity=none";

    @Inject
    Events events;

    @Inject
    IdGenerator ids;

    @Inject
    OtherServices others;

    private OutboxMessage event(String call, Record data) {
        return events.domain(data, call, 1, null);
    }

    private OutboxMessage completed(Replies replies, long tokens, String cost, long millis) {
        String call = ids.next();
        return event(call, replies.completed(call, tokens, cost, millis));
    }

    private static JsonPath ask(String token, String query) {
        Response answer = get(token, query);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    @Test
    void personSeesTheirOwnByModelAndSource() {
        String user = ids.next();
        var big = new Replies(user, null, null, null, "big", ReplySource.APP);
        var small = new Replies(user, null, null, null, "small", ReplySource.TRIAL);
        String failed = ids.next();
        String refused = ids.next();
        others.publish(
                completed(big, 10, "0.25", 100),
                completed(big, 20, "0.5", 300),
                completed(small, 5, "0", 40),
                event(failed, small.failed(failed, "model-timeout")),
                event(refused, small.refused(refused, "tokens_per_month")),
                completed(new Replies(ids.next(), null, null), 1_000, "9", 9));
        String token = TestTokens.user(user);
        eventually(
                () -> assertThat(ask(token, NOW + "&measures=replies,refused").getMap("totals[0]"))
                        .isEqualTo(Map.of("replies", 4, "refused", 1)));

        JsonPath models = ask(
                token,
                NOW
                        + "&measures=completed,failed,error_rate,total_tokens,cached_tokens,cost,latency_average,latency_p99"
                        + "&dimensions=model&order=-total_tokens&filters=currency:EUR");
        assertThat(models.getString("scope")).isEqualTo("own");
        assertThat(models.getList("totals.model")).containsExactly("big", "small");
        assertThat(models.getList("totals.currency")).containsExactly("EUR", "EUR");
        assertThat(models.getList("totals.total_tokens")).containsExactly(90, 15);
        assertThat(models.getList("totals.cached_tokens")).containsExactly(15, 2);
        assertThat(models.getFloat("totals[0].cost")).isEqualTo(0.75f);
        assertThat(models.getFloat("totals[0].latency_average")).isEqualTo(200f);
        assertThat(models.getInt("totals[0].latency_p99")).isBetween(297, 303);
        assertThat(models.getFloat("totals[1].error_rate")).isEqualTo(0.5f);
        assertThat(models.getList("series")).isEmpty();
        assertThat(ask(token, NOW + "&measures=failed&dimensions=source,reason&filters=reason:model-timeout")
                        .getMap("totals[0]"))
                .isEqualTo(Map.of("source", "trial", "reason", "model-timeout", "failed", 1));
        assertThat(ask(token, NOW + "&dimensions=model&limit=1&order=replies").getList("totals.model"))
                .as("fewest first, of one group")
                .hasSize(1);
    }

    @Test
    void seriesAddUpToTheirTotalsInEveryTimeZoneAndLieInTheRightDays() {
        String user = ids.next();
        var random = new Random(24);
        List<OutboxMessage> sent = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Instant time = Instant.now()
                    .minus(Duration.ofHours(1))
                    .minusSeconds(random.nextInt(5 * 86_400))
                    .truncatedTo(ChronoUnit.MILLIS);
            times.add(time);
            sent.add(at(time, new Replies(user, null, null)));
        }
        others.publish(sent);
        String token = TestTokens.user(user);
        eventually(() -> assertThat(ask(token, "/query?measures=replies").getInt("totals[0].replies"))
                .isEqualTo(60));

        for (String zone : List.of("UTC", "Asia/Kolkata", "Asia/Kathmandu", "America/St_Johns", "Europe/Berlin")) {
            Map<String, Integer> expected = new TreeMap<>();
            times.forEach(time ->
                    expected.merge(LocalDate.ofInstant(time, ZoneId.of(zone)).toString(), 1, Integer::sum));
            JsonPath answer = ask(token, "/query?measures=replies,latency_p50&tz=" + zone);
            Map<String, Integer> found = new TreeMap<>();
            answer.<Map<String, Object>>getList("series")
                    .forEach(row -> found.merge(
                            String.valueOf(row.get("at")).substring(0, 10),
                            (Integer) row.get("replies"),
                            Integer::sum));
            assertThat(found).as(zone).isEqualTo(expected);
            assertThat(answer.getList("series.latency_p50", Integer.class))
                    .allMatch(median -> median >= 49 && median <= 51);
        }
    }

    /** An event of then. */
    private OutboxMessage at(Instant time, Replies replies) {
        var past = new Events(new IdGenerator(Clock.fixed(time, ZoneOffset.UTC)), () -> null, "chat-service");
        String call = ids.next();
        return past.domain(replies.completed(call, 1, "0", 50), call, 1, null);
    }

    @Test
    void organizationsNumbersAreForItsOverseersAndItsKeys() {
        String organization = ids.next();
        String member = ids.next();
        var inside = new Replies(member, organization, null);
        var outside = new Replies(member, null, null);
        others.publish(
                completed(inside, 1, "0", 10),
                completed(outside, 1, "0", 10),
                completed(new Replies(ids.next(), organization, null), 1, "0", 10));
        String of = NOW + "&measures=replies,users&filters=organization:" + organization;
        String admin = membership(organization, "admin");
        eventually(() -> assertThat(ask(admin, of).getMap("totals[0]")).isEqualTo(Map.of("replies", 2, "users", 2)));
        assertThat(ask(admin, of).getString("scope")).isEqualTo("organization");
        assertThat(get(admin, of + "&dimensions=user").statusCode()).isEqualTo(403);
        assertThat(get(admin, of + "&filters=user:" + member).statusCode()).isEqualTo(403);

        String colleague = membership(organization, "member");
        assertThat(ask(colleague, of).getMap("totals[0]")).isEqualTo(Map.of("replies", 0, "users", 0));
        assertThat(get(TestTokens.user(ids.next()), NOW + "&filters=user:" + member)
                        .statusCode())
                .isEqualTo(404);
        assertThat(ask(TestTokens.user(member), NOW + "&measures=replies").getInt("totals[0].replies"))
                .isEqualTo(2);
        assertThat(ask(TestTokens.admin(ids.next()), NOW + "&measures=replies&dimensions=user&filters=user:" + member)
                        .getString("scope"))
                .isEqualTo("platform");

        String key = ApiKeyFormat.generate(new SecureRandom());
        FakeServices.keysAreOf(member, organization, "analytics:read");
        JsonPath bound = ask(key, NOW + "&measures=replies");
        assertThat(bound.getString("scope")).isEqualTo("own");
        assertThat(bound.getInt("totals[0].replies"))
                .as("its owner's for the organization, and nothing personal")
                .isEqualTo(1);
        assertThat(get(key, NOW + "&filters=organization:" + ids.next()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void creatorOfAnAgentSeesWhatItIsUsedForButNotByWhom() {
        String creator = ids.next();
        String agent = ids.next();
        others.publish(
                events.domain(
                        new AgentCreated(agent, creator, AgentType.CHATBOT, AgentVisibility.PUBLIC, null, 1),
                        agent,
                        1,
                        "user:" + creator),
                completed(new Replies(ids.next(), null, agent), 1, "0", 10),
                completed(new Replies(ids.next(), null, agent), 1, "0", 10));
        String of = NOW + "&measures=replies&filters=agent:" + agent;

        eventually(() -> {
            JsonPath answer = ask(TestTokens.user(creator), of);
            assertThat(answer.getString("scope")).isEqualTo("agent");
            assertThat(answer.getInt("totals[0].replies")).isEqualTo(2);
        });
        assertThat(get(TestTokens.user(creator), of + "&dimensions=user").statusCode())
                .isEqualTo(403);
        assertThat(ask(TestTokens.user(ids.next()), of).getInt("totals[0].replies"))
                .isZero();
    }

    @Test
    void acceptChoosesTheForm() {
        String user = ids.next();
        others.publish(completed(new Replies(user, null, null), 1, "0", 10));
        String token = TestTokens.user(user);
        eventually(() -> assertThat(ask(token, NOW + "&measures=replies").getInt("totals[0].replies"))
                .isEqualTo(1));

        assertThat(accepting(token, "text/csv").asString()).isEqualTo("model,replies\r\nbig,1\r\n");
        assertThat(accepting(token, "application/x-ndjson").asString())
                .isEqualTo("{\"model\":\"big\",\"replies\":1}\n");
        assertThat(accepting(token, "application/xml").statusCode()).isEqualTo(406);
    }

    private static Response accepting(String token, String type) {
        return given().auth()
                .oauth2(token)
                .accept(type)
                .get("/api/v1/analytics" + NOW + "&measures=replies&dimensions=model");
    }

    @Test
    void whatIsNotKnownIsNamed() {
        String token = TestTokens.user(ids.next());

        for (String query : List.of("granularity=second", "colour=red", "measures=money", "filters=key:k1")) {
            Response answer = get(token, "/query?" + query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.jsonPath().getString("violations[0].field"))
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }

    private String membership(String organization, String role) {
        String userId = ids.next();
        FakeServices.answer(
                "org-billing",
                "/internal/memberships/" + organization + "/" + userId,
                "{\"organization_id\":\"%s\",\"user_id\":\"%s\",\"role\":\"%s\",\"permissions\":[],\"version\":1}"
                        .formatted(organization, userId, role));
        return TestTokens.user(userId);
    }
}
