package de.lopezitwelt.chat.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.contracts.organization.OrganizationDeleted;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.lease.Leases;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.kafka.TopicProbe;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class RetentionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RULE = "/api/v1/retention";

    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final String agent = ChatDatabase.agent(user.userId, "public");

    @Inject
    RetentionJob job;

    @Inject
    Vertx vertx;

    @Inject
    Leases leases;

    @Inject
    RetentionRuleRepository rules;

    @Inject
    SessionService sessions;

    @Inject
    Clock clock;

    @Inject
    Events events;

    @Inject
    Outbox outbox;

    @Inject
    Pool pool;

    @Test
    void sessionsOfOneWhoWishesGoWithAllThatBelongsToThemAndTheSameEvents() throws Throwable {
        assertThat(user.send("PUT", RULE, "{\"keep_days\":30}").status()).isEqualTo(200);
        String old = spoken(user, 31);
        String fresh = spoken(user, 29);
        String others = spoken(new ChatClient(ChatDatabase.IDS.next()), 400);

        ChatClient.joinAll(Stream.of(1, 2).map(instance -> CompletableFuture.supplyAsync(() -> removed())));

        assertThat(user.get("/api/v1/sessions/" + old).status()).isEqualTo(404);
        for (String table : new String[] {"chat_messages", "message_search", "replies"}) {
            assertThat(rows(table, old)).as(table).isZero();
            assertThat(rows(table, fresh)).as(table).isPositive();
            assertThat(rows(table, others)).as(table).isPositive();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(TopicProbe.read("lopez.sessions", old).stream()
                                .filter(entry ->
                                        entry.envelope().path("type").asText().endsWith("session.deleted.v1")))
                        .singleElement()
                        .satisfies(entry -> assertThat(
                                        entry.envelope().path("actor").asText())
                                .startsWith("service:")));
    }

    @Test
    void whatWasImportedIsKeptFromThenOn() throws Throwable {
        assertThat(user.send("PUT", RULE, "{\"keep_days\":30}").status()).isEqualTo(200);
        String fresh = spoken(user, 400);
        String old = spoken(user, 400);
        ChatDatabase.update(
                "UPDATE chat_sessions SET imported_at = UTC_TIMESTAMP(6), updated_at = updated_at WHERE id = ?", fresh);
        ChatDatabase.update(
                "UPDATE chat_sessions SET imported_at = UTC_TIMESTAMP(6) - INTERVAL 31 DAY, updated_at = updated_at"
                        + " WHERE id = ?",
                old);

        removed();

        assertThat(user.get("/api/v1/sessions/" + fresh).status()).isEqualTo(200);
        assertThat(user.get("/api/v1/sessions/" + old).status()).isEqualTo(404);
    }

    @Test
    void ruleIsReadChangedAndRemoved() {
        assertThat(user.get(RULE).body().path("keep_days").isInt()).isFalse();
        assertThat(user.send("PUT", RULE, "{\"keep_days\":30}")
                        .body()
                        .path("keep_days")
                        .asInt())
                .isEqualTo(30);
        assertThat(user.get(RULE).body().path("keep_days").asInt()).isEqualTo(30);
        for (String bad : new String[] {"{}", "{\"keep_days\":0}", "{\"keep_days\":36501}", "{\"days\":1}"}) {
            assertThat(user.send("PUT", RULE, bad).status()).as(bad).isEqualTo(400);
        }
        assertThat(user.send("DELETE", RULE, null).status()).isEqualTo(204);
        assertThat(user.get(RULE).body().path("keep_days").isInt()).isFalse();
    }

    @Test
    void organizationsRuleIsMadeByItsAdminsAndIsForItsSessionsOnly() throws Throwable {
        String organization = ChatDatabase.IDS.next();
        ChatClient admin = member(organization, "admin");
        ChatClient member = member(organization, "member");
        String path = RULE + "/organizations/" + organization;
        assertThat(user.get(path).status()).isEqualTo(404);
        assertThat(user.send("PUT", path, "{\"keep_days\":5}").status()).isEqualTo(404);
        assertThat(member.send("PUT", path, "{\"keep_days\":5}").status()).isEqualTo(403);
        assertThat(admin.send("PUT", path, "{\"keep_days\":5}").status()).isEqualTo(200);
        assertThat(member.get(path).body().path("keep_days").asInt()).isEqualTo(5);

        String own = spoken(member, 6);
        String onBehalf = spoken(member, 6);
        ChatDatabase.update(
                "UPDATE chat_sessions SET organization_id = ?, updated_at = updated_at WHERE id = ?",
                organization,
                onBehalf);
        run(job.remove());
        assertThat(member.get("/api/v1/sessions/" + onBehalf).status()).isEqualTo(404);
        assertThat(member.get("/api/v1/sessions/" + own).status()).isEqualTo(200);
    }

    @Test
    void organizationsRuleGoesWithTheOrganizationAndDoesNotComeBack() {
        String organization = ChatDatabase.IDS.next();
        String other = ChatDatabase.IDS.next();
        ChatClient owner = member(organization, "owner");
        assertThat(owner.send("PUT", RULE + "/organizations/" + organization, "{\"keep_days\":5}")
                        .status())
                .isEqualTo(200);
        assertThat(member(other, "owner")
                        .send("PUT", RULE + "/organizations/" + other, "{\"keep_days\":6}")
                        .status())
                .isEqualTo(200);

        pool.withTransaction(connection -> outbox.append(
                        connection,
                        List.of(events.domain(new OrganizationDeleted(organization), organization, 9, null))))
                .await()
                .atMost(PATIENCE);
        outbox.committed();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ChatDatabase.number(
                                "SELECT COUNT(*) FROM retention_rules WHERE subject_id = ?", organization))
                        .isZero());
        assertThat(ChatDatabase.number("SELECT keep_days FROM retention_rules WHERE subject_id = ?", other))
                .isEqualTo(6);
        assertThat(owner.send("PUT", RULE + "/organizations/" + organization, "{\"keep_days\":5}")
                        .status())
                .as("though the membership's end has not come yet")
                .isEqualTo(404);
    }

    @Test
    void whatIsConfiguredHoldsForThoseWithoutARule() throws Throwable {
        String old = spoken(user, 901);
        ChatClient keeper = new ChatClient(ChatDatabase.IDS.next());
        keeper.send("PUT", RULE, "{\"keep_days\":2000}");
        String kept = spoken(keeper, 901);
        run(new RetentionJob(vertx, leases, rules, sessions, keeping(900), clock, "chat-service").remove());
        assertThat(user.get("/api/v1/sessions/" + old).status()).isEqualTo(404);
        assertThat(keeper.get("/api/v1/sessions/" + kept).status()).isEqualTo(200);
    }

    private String spoken(ChatClient speaker, int daysAgo) {
        String session = speaker.startSession(agent);
        speaker.say(session, "something worth keeping");
        await().atMost(PATIENCE).until(() -> rows("message_search", session) == 2);
        ChatDatabase.update(
                "UPDATE chat_sessions SET started_at = started_at - INTERVAL ? DAY, updated_at = updated_at - INTERVAL"
                        + " ? DAY WHERE id = ?",
                daysAgo,
                daysAgo,
                session);
        return session;
    }

    private static ChatClient member(String organization, String role) {
        ChatClient member = new ChatClient(ChatDatabase.IDS.next());
        ChatDatabase.update(
                "INSERT INTO memberships_replica (organization_id, user_id, role, aggregate_version) VALUES (?, ?, ?,"
                        + " 1)",
                organization,
                member.userId,
                role);
        return member;
    }

    private boolean removed() {
        try {
            run(job.remove());
            return true;
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    private static <T> void run(Uni<T> work) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> work);
    }

    private static long rows(String table, String session) {
        return ChatDatabase.number("SELECT COUNT(*) FROM " + table + " WHERE session_id = ?", session);
    }

    private static RetentionConfig keeping(int days) {
        return new RetentionConfig() {
            @Override
            public OptionalInt keepDays() {
                return OptionalInt.of(days);
            }

            @Override
            public Duration every() {
                return Duration.ofHours(1);
            }

            @Override
            public int batch() {
                return 100;
            }

            @Override
            public int partitionYears() {
                return 1;
            }
        };
    }
}
