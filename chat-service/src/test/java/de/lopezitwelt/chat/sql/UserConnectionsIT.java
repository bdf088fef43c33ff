package de.lopezitwelt.chat.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class UserConnectionsIT {
    private static final int USERS = 50;
    private static final int READS = 10_000;

    @Inject
    UserConnections rowLevel;

    @Inject
    @ReactiveDataSource("reader")
    Pool reader;

    @Test
    void tenThousandInterleavedReadsOfFiftyUsersShowNoForeignRow() {
        List<String> users =
                IntStream.range(0, USERS).mapToObj(i -> userWithMessages(2)).toList();
        AtomicInteger foreign = new AtomicInteger();
        AtomicInteger own = new AtomicInteger();

        Multi.createFrom()
                .range(0, READS)
                .onItem()
                .transformToUni(i -> read(users.get(i % USERS), i, foreign, own))
                .merge(64)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofMinutes(3));

        assertThat(foreign).hasValue(0);
        assertThat(own.get()).isPositive();
        assertThat(rowsWithoutAUser()).as("without a user there are no rows").containsOnly(0L);
    }

    /** What each connection of the pool shows without a user; read many times, so that no connection is left out. */
    private List<Long> rowsWithoutAUser() {
        return Multi.createFrom()
                .range(0, 500)
                .onItem()
                .transformToUni(i -> reader.query("SELECT COUNT(*) AS n FROM user_sessions")
                        .execute()
                        .map(rows -> rows.iterator().next().getLong("n")))
                .merge(64)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    /** Every seventh caller disconnects: at once, or during the read. */
    private Uni<Void> read(String userId, int i, AtomicInteger foreign, AtomicInteger own) {
        Uni<Void> read = rowLevel.asUser(
                userId,
                connection -> connection
                        .query(
                                i % 2 == 0
                                        ? "SELECT user_id FROM user_sessions"
                                        : "SELECT s.user_id FROM user_messages m JOIN user_sessions s ON s.id = m.session_id")
                        .execute()
                        .invoke(rows -> rows.forEach(
                                row -> (row.getString("user_id").equals(userId) ? own : foreign).incrementAndGet()))
                        .replaceWithVoid());
        if (i % 7 != 0) {
            return read;
        }
        Cancellable caller = read.subscribe().with(ignored -> {}, gone -> {});
        Uni<Void> later = Uni.createFrom().voidItem();
        return (i % 2 == 0 ? later : later.onItem().delayIt().by(Duration.ofMillis(i % 5 + 1))).invoke(caller::cancel);
    }

    @Test
    void readerSeesTheViewsAndNoTable() {
        for (String table : List.of("chat_sessions", "chat_messages", "replies", "outbox", "usage_counters")) {
            assertThatThrownBy(() -> reader.query("SELECT COUNT(*) FROM " + table)
                            .execute()
                            .await()
                            .atMost(Duration.ofSeconds(10)))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void viewsAreReadThroughIndexes() throws Exception {
        List<String> users =
                IntStream.range(0, 20).mapToObj(i -> userWithMessages(5)).toList();
        String session =
                (String) ChatDatabase.column("SELECT id FROM chat_sessions WHERE user_id = ? LIMIT 1", users.getFirst())
                        .getFirst();
        try (Connection connection = ChatDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE TABLE chat_sessions, chat_messages");
            statement.execute("SET @lopez_user_id = '" + users.getFirst() + "'");

            assertThat(plan(statement, "SELECT * FROM user_sessions ORDER BY id DESC LIMIT 20"))
                    .allSatisfy(row -> assertThat(row).doesNotContain("ALL").contains("ref"));
            assertThat(plan(
                            statement,
                            "SELECT * FROM user_messages WHERE session_id = '" + session
                                    + "' AND position < 1000 ORDER BY position DESC LIMIT 50"))
                    .allSatisfy(row -> assertThat(row).doesNotContain("ALL"));
        }
    }

    /** Access type and key of each step. */
    private static List<String> plan(Statement statement, String sql) throws Exception {
        List<String> steps = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("EXPLAIN " + sql)) {
            while (rows.next()) {
                steps.add(rows.getString("type") + " " + rows.getString("key"));
            }
        }
        return steps;
    }

    private static String userWithMessages(int count) {
        ChatClient user = new ChatClient(ChatDatabase.IDS.next());
        String session = user.startSession(ChatDatabase.agent(user.userId, "private"));
        IntStream.range(0, count).forEach(i -> user.append(session, "message " + i, null));
        return user.userId;
    }
}
