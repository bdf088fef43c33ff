package de.lopezitwelt.platform.local.data.rollback;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The progress of an undo script, in a table of the schema that exists while a script runs. MySQL commits changes of tables by
 * itself, so each statement is noted twice: when it begins and when it is done.
 */
final class UndoJournal {
    static final String TABLE = "undo_journal";

    private final Connection connection;

    UndoJournal(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param begun number of begun statements
     * @param done number of statements that are certainly done
     */
    record Entry(Version version, long checksum, int begun, int done) {}

    Optional<Entry> read() throws SQLException {
        if (!SchemaHistory.exists(connection, TABLE)) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version, checksum, begun, done FROM " + TABLE)) {
            return row.next()
                    ? Optional.of(
                            new Entry(Version.parse(row.getString(1)), row.getLong(2), row.getInt(3), row.getInt(4)))
                    : Optional.empty();
        }
    }

    void create() throws SQLException {
        execute("CREATE TABLE IF NOT EXISTS " + TABLE + " (version VARCHAR(50) NOT NULL, checksum BIGINT NOT NULL,"
                + " begun INT NOT NULL, done INT NOT NULL, PRIMARY KEY (version)) ENGINE = InnoDB");
    }

    void open(UndoScript script) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + TABLE + " VALUES (?, ?, 0, 0)")) {
            statement.setString(1, script.version().toString());
            statement.setLong(2, script.checksum());
            statement.executeUpdate();
        }
    }

    void begun(int statements) throws SQLException {
        execute("UPDATE " + TABLE + " SET begun = " + statements);
    }

    void done(int statements) throws SQLException {
        execute("UPDATE " + TABLE + " SET begun = " + statements + ", done = " + statements);
    }

    void close() throws SQLException {
        execute("DELETE FROM " + TABLE);
    }

    void drop() throws SQLException {
        execute("DROP TABLE IF EXISTS " + TABLE);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
