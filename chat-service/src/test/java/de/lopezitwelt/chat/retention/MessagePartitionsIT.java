package de.lopezitwelt.chat.retention;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.partition.YearlyPartitions;
import de.lopezitwelt.platform.persistence.partition.YearlyTable;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the job on the table of messages itself, in years to come. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class MessagePartitionsIT {
    private static final String PARTITIONS = "SELECT partition_name FROM information_schema.partitions"
            + " WHERE table_schema = DATABASE() AND table_name = 'chat_messages' ORDER BY partition_ordinal_position";

    @Inject
    Flyway flyway;

    @Inject
    YearlyTable messages;

    private final String session = ChatDatabase.IDS.next();

    @AfterEach
    void asItWasMade() {
        ChatDatabase.update("DELETE FROM chat_messages WHERE session_id = ?", session);
        ChatDatabase.update("ALTER TABLE chat_messages PARTITION BY RANGE (YEAR(created_at)) ("
                + "PARTITION p2024 VALUES LESS THAN (2025), PARTITION p2025 VALUES LESS THAN (2026),"
                + " PARTITION p2026 VALUES LESS THAN (2027), PARTITION p_future VALUES LESS THAN MAXVALUE)");
    }

    @Test
    void nextYearsPartitionIsThereAheadAndOldOnesGoWhenTheyAreEmpty() throws SQLException {
        assertThat(messages).isEqualTo(new YearlyTable("chat_messages", 1, true));
        said("2024-06-01T12:00:00Z");
        said("2028-12-31T23:59:59.999999Z");
        said("2029-01-01T00:00:00Z");

        in("2028-06-01T00:00:00Z").maintain(messages);

        assertThat(partitions())
                .contains("p2024", "p2027", "p2028", "p2029", "p_future")
                .doesNotContain("p2025");
        assertThat(yearsIn("p2024")).containsExactly(2024L);
        assertThat(yearsIn("p2028")).containsExactly(2028L);
        assertThat(yearsIn("p2029")).containsExactly(2029L);
        assertThat(yearsIn("p_future")).isEmpty();

        ChatDatabase.update("DELETE FROM chat_messages WHERE session_id = ? AND created_at < '2025-01-01'", session);
        in("2028-06-01T00:00:00Z").maintain(messages);
        assertThat(partitions()).doesNotContain("p2024").contains("p2028", "p2029");
        assertThat(ChatDatabase.number("SELECT COUNT(*) FROM chat_messages WHERE session_id = ?", session))
                .isEqualTo(2);
    }

    @Test
    void severalInstancesAtOnceDoItOnce() throws Exception {
        said("2024-06-01T12:00:00Z");
        try (var instances = Executors.newFixedThreadPool(4)) {
            List<Callable<Boolean>> work = IntStream.range(0, 4)
                    .<Callable<Boolean>>mapToObj(instance -> () -> {
                        in("2031-03-01T00:00:00Z").maintain(messages);
                        return true;
                    })
                    .toList();
            for (var done : instances.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(partitions())
                .doesNotHaveDuplicates()
                .startsWith("p2024")
                .endsWith("p2030", "p2031", "p2032", "p_future")
                .doesNotContain("p2025", "p2029");
        assertThat(yearsIn("p2024")).containsExactly(2024L);
    }

    private YearlyPartitions in(String time) {
        return new YearlyPartitions(flyway, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    private void said(String time) {
        Instant at = Instant.parse(time);
        ChatDatabase.update(
                "INSERT INTO chat_messages (id, session_id, position, content, type, created_at)"
                        + " VALUES (?, ?, ?, 'x', 'user', ?)",
                new IdGenerator(Clock.fixed(at, ZoneOffset.UTC)).next(),
                session,
                at.atZone(ZoneOffset.UTC).getYear(),
                time.replace("T", " ").replace("Z", ""));
    }

    private static List<Object> partitions() {
        return ChatDatabase.column(PARTITIONS);
    }

    private List<Object> yearsIn(String partition) {
        return ChatDatabase.column(
                "SELECT CAST(YEAR(created_at) AS SIGNED) FROM chat_messages PARTITION (" + partition
                        + ") WHERE session_id = ?",
                session);
    }
}
