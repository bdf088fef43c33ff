package de.lopezitwelt.platform.local.data.rollback;

import de.lopezitwelt.platform.local.account.AccountRole;
import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.account.SchemaAccounts;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes schemas back, newest version first over all of them, each with its own migrator account, so that
 * views and functions of an undo script have the same owner as those of the migration.
 */
public final class Rollback {
    private static final String LOCK = "lopez_rollback";

    private final MySqlServer administrator;
    private final Function<PlatformService, SchemaAccounts> accounts;
    private final Path root;

    /**
     * @param administrator sees who is connected
     * @param root the checkout with the scripts; it must have one for every version to undo
     */
    public Rollback(MySqlServer administrator, Function<PlatformService, SchemaAccounts> accounts, Path root) {
        this.administrator = administrator;
        this.accounts = accounts;
        this.root = root;
    }

    /**
     * The steps after which no schema is above the target. They include a version whose undo was killed.
     *
     * @throws IllegalStateException naming a version without a script, or one whose migration failed
     */
    public List<RollbackStep> plan(Collection<PlatformService> services, Version target)
            throws SQLException, IOException {
        var steps = new ArrayList<RollbackStep>();
        for (PlatformService service : services) {
            SchemaAccounts own = accounts.apply(service);
            Map<Version, UndoScript> scripts = UndoScripts.of(root, service.serviceName(), own);
            if (!exists(own.schema())) {
                continue;
            }
            try (Connection connection = connect(own)) {
                Optional<UndoJournal.Entry> halfway = new UndoJournal(connection).read();
                for (var applied : new SchemaHistory(connection).applied().entrySet()) {
                    Version version = applied.getKey();
                    boolean begun = halfway.filter(entry -> entry.version().equals(version))
                            .isPresent();
                    if (!begun && version.compareTo(target) <= 0) {
                        continue;
                    }
                    if (!begun && !applied.getValue()) {
                        throw new IllegalStateException("the migration of " + own.schema() + " to " + version
                                + " failed in the middle; repair it before anything is undone");
                    }
                    UndoScript script = scripts.get(version);
                    if (script == null) {
                        throw new IllegalStateException(own.schema() + " is at " + version
                                + ", which this release cannot undo: use the release that migrated it");
                    }
                    steps.add(new RollbackStep(
                            service,
                            script,
                            losses(connection, script, begun ? halfway.get().done() : 0)));
                }
            }
        }
        steps.sort(Comparator.comparing((RollbackStep step) -> step.script().version())
                .reversed());
        return steps;
    }

    /** Reasons against taking the steps now, one sentence each. */
    public List<String> objections(List<RollbackStep> steps) throws SQLException {
        var objections = new ArrayList<String>();
        Set<PlatformService> concerned =
                steps.stream().map(RollbackStep::service).collect(Collectors.toCollection(LinkedHashSet::new));
        for (PlatformService service : concerned) {
            Set<String> users = users(service);
            if (!users.isEmpty()) {
                objections.add(service.serviceName() + " runs on " + service.schema() + " (" + String.join(", ", users)
                        + "): stop it, or it goes on with tables that are gone");
            }
        }
        for (RollbackStep step : steps) {
            if (step.lostRows() > 0) {
                objections.add(step + " holds " + step.lostRows() + " rows that would be lost:"
                        + step.losses().stream()
                                .filter(loss -> loss.rows() > 0)
                                .map(loss -> "\n    " + loss.rows() + " by " + loss.statement())
                                .collect(Collectors.joining()));
            }
        }
        return objections;
    }

    /**
     * Takes the steps in their order. After a kill, the same call continues where it stopped.
     *
     * @param progress receives each statement after its execution
     * @throws IllegalStateException when another rollback is running
     */
    public void run(List<RollbackStep> steps, Consumer<String> progress) throws SQLException {
        try (Connection lock = administrator.connect()) {
            requireAlone(lock);
            for (RollbackStep step : steps) {
                try (Connection connection = connect(accounts.apply(step.service()))) {
                    new UndoRun(connection, step.script(), statement -> progress.accept(step + ": " + statement)).run();
                }
            }
        }
    }

    private static void requireAlone(Connection lock) throws SQLException {
        try (Statement statement = lock.createStatement();
                ResultSet row = statement.executeQuery("SELECT GET_LOCK('" + LOCK + "', 0)")) {
            row.next();
            if (row.getInt(1) != 1) {
                throw new IllegalStateException("another rollback is at work on this server");
            }
        }
    }

    private static List<Loss> losses(Connection connection, UndoScript script, int done) throws SQLException {
        var losses = new ArrayList<Loss>();
        for (int number = done; number < script.statements().size(); number++) {
            UndoStatement statement = script.statements().get(number);
            losses.add(new Loss(statement.shown(), LostRows.count(connection, statement)));
        }
        return losses;
    }

    /** Signs of a running service: leases in the schema, and connections of the service's accounts. */
    private Set<String> users(PlatformService service) throws SQLException {
        SchemaAccounts own = accounts.apply(service);
        var users = new LinkedHashSet<String>();
        try (Connection connection = connect(own)) {
            if (SchemaHistory.exists(connection, "leases")) {
                add(users, connection, "SELECT CONCAT('lease ', name) FROM leases WHERE expires_at > UTC_TIMESTAMP(6)");
            }
        }
        try (Connection connection = administrator.connect()) {
            for (AccountRole role : AccountRole.values()) {
                if (role != AccountRole.MIGRATOR) {
                    add(
                            users,
                            connection,
                            "SELECT DISTINCT CONCAT('connections of ', user) FROM information_schema.processlist"
                                    + " WHERE user = " + MySqlServer.literal(own.account(role)));
                }
            }
        }
        return users;
    }

    private static void add(Set<String> users, Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                users.add(rows.getString(1));
            }
        }
    }

    private boolean exists(String schema) throws SQLException {
        try (Connection connection = administrator.connect();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT 1 FROM information_schema.schemata WHERE schema_name = ?")) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private Connection connect(SchemaAccounts own) throws SQLException {
        Connection connection = administrator
                .as(own.account(AccountRole.MIGRATOR), own.passwords().getOrDefault(AccountRole.MIGRATOR, ""))
                .connect();
        connection.setCatalog(own.schema());
        return connection;
    }
}
