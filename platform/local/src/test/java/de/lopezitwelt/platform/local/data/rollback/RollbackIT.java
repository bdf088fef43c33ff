package de.lopezitwelt.platform.local.data.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.account.SchemaAccounts;
import de.lopezitwelt.platform.local.data.MigratedServer;
import de.lopezitwelt.platform.local.data.RowFiller;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollbackIT {
    @TempDir
    static Path directory;

    private static MigratedServer server;
    private static Rollback rollback;

    /** The process ends between a statement and the note that it is done. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeAll
    static void start() throws Exception {
        server = new MigratedServer(directory.resolve("state"));
        rollback = new Rollback(server.administrator(), server.platform()::accounts, MigratedServer.ROOT);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(PlatformService.class)
    void everyVersionWithRowsIsUndoneToWhatWasBeforeItKilledAtEachStatement(PlatformService service) throws Exception {
        List<String> versions = new ArrayList<>(List.of("0"));
        versions.addAll(server.versions(service));
        Map<String, List<String>> before = new HashMap<>();
        before.put("0", facts(service));
        for (String version : versions.subList(1, versions.size())) {
            server.migrate(service, version);
            before.put(version, facts(service));
        }
        RowFiller.fill(server.administrator(), service.schema());

        for (int at = versions.size() - 2; at >= 0; at--) {
            undoWithKills(service, versions.get(at));

            assertThat(facts(service))
                    .as("after the undo of %s", versions.get(at + 1))
                    .isEqualTo(before.get(versions.get(at)));
            if (at == 1) {
                server.migrate(service, "latest");
                assertThat(facts(service))
                        .as("migrated again with the rows of the first version")
                        .isEqualTo(before.get(versions.getLast()));
                assertThat(RowFiller.count(server.administrator(), service.schema())
                                .values())
                        .as("rows that came through")
                        .anyMatch(rows -> rows > 0);
                rollback.run(rollback.plan(Set.of(service), Version.parse(versions.get(1))), statement -> {});
            }
        }
        server.migrate(service, "latest");
        assertThat(facts(service)).isEqualTo(before.get(versions.getLast()));
        rollback.run(rollback.plan(Set.of(service), Version.parse("0")), statement -> {});
    }

    @Test
    void noServiceStartsOnHalfAVersion() throws Exception {
        server.migrate(PlatformService.ANALYTICS, "1.8.0");
        List<RollbackStep> steps = rollback.plan(Set.of(PlatformService.ANALYTICS), Version.parse("1.6.0"));
        assertThatThrownBy(() -> rollback.run(steps, statement -> {
                    throw new Killed();
                }))
                .isInstanceOf(Killed.class);

        assertThatThrownBy(() -> server.migrate(PlatformService.ANALYTICS, "latest"))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("1.8.0");

        rollback.run(rollback.plan(Set.of(PlatformService.ANALYTICS), Version.parse("0")), statement -> {});
    }

    @Test
    void rowsThatWouldBeLostAndServicesThatRunAreNamed() throws Exception {
        server.migrate(PlatformService.CHAT, "1.9.1");
        execute("INSERT INTO lopez_chat.retention_rules (subject_type, subject_id, keep_days) VALUES ('user', 'u', 3)");
        List<RollbackStep> steps = rollback.plan(Set.of(PlatformService.CHAT), Version.parse("1.9.0"));

        assertThat(rollback.objections(steps)).singleElement().asString().contains("lopez_chat 1.9.1 holds 1 rows");

        execute("DELETE FROM lopez_chat.retention_rules");
        execute("INSERT INTO lopez_chat.leases VALUES ('relay', 'one', 1, UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE)");
        assertThat(rollback.objections(rollback.plan(Set.of(PlatformService.CHAT), Version.parse("1.9.0"))))
                .singleElement()
                .asString()
                .contains("chat-service runs on lopez_chat", "lease relay");

        execute("DELETE FROM lopez_chat.leases");
        assertThat(rollback.objections(rollback.plan(Set.of(PlatformService.CHAT), Version.parse("1.9.0"))))
                .isEmpty();
        rollback.run(rollback.plan(Set.of(PlatformService.CHAT), Version.parse("0")), statement -> {});
    }

    @Test
    void aVersionThatIsNotKnownHereIsNotGuessed() throws Exception {
        server.migrate(PlatformService.AGENT, "1.0.0");
        execute("INSERT INTO lopez_agent.flyway_schema_history (installed_rank, version, description, type, script,"
                + " installed_by, execution_time, success) VALUES (99, '9.0.0', 'x', 'SQL', 'x', 'x', 1, TRUE)");
        try {
            assertThatThrownBy(() -> rollback.plan(Set.of(PlatformService.AGENT), Version.parse("1.0.0")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("9.0.0, which this release cannot undo");
        } finally {
            execute("DELETE FROM lopez_agent.flyway_schema_history WHERE version = '9.0.0'");
            rollback.run(rollback.plan(Set.of(PlatformService.AGENT), Version.parse("0")), statement -> {});
        }
    }

    @Test
    void onlyOneIsAtWork() throws Exception {
        try (Connection other = server.administrator().connect();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT GET_LOCK('lopez_rollback', 0)");

            assertThatThrownBy(() -> rollback.run(List.of(), progress -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another rollback");
        }
    }

    /** Each run gets one statement further than the one before. */
    private static void undoWithKills(PlatformService service, String target) throws Exception {
        for (int kills = 0; ; kills++) {
            assertThat(kills).as("the undo to %s goes on", target).isLessThan(100);
            List<RollbackStep> steps = rollback.plan(Set.of(service), Version.parse(target));
            boolean first = kills == 0;
            var passed = new int[1];
            try {
                rollback.run(steps, statement -> {
                    passed[0]++;
                    if (passed[0] > (first ? 0 : 1)) {
                        throw new Killed();
                    }
                });
                return;
            } catch (Killed killed) {
                // the next run finds what this one has left
            }
        }
    }

    private static List<String> facts(PlatformService service) throws SQLException {
        SchemaAccounts accounts = server.platform().accounts(service);
        return MigratedServer.facts(server.administrator(), accounts);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.administrator().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
