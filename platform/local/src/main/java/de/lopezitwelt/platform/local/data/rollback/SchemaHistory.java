package de.lopezitwelt.platform.local.data.rollback;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Flyway's history table, in the connection's schema. A version that is being undone is marked as failed, so that no service
 * starts on half of it.
 */
final class SchemaHistory {
    private static final String TABLE = "flyway_schema_history";

    private final Connection connection;

    SchemaHistory(Connection connection) {
        this.connection = connection;
    }

    /** Versions, newest first, and whether each is complete. */
    SortedMap<Version, Boolean> applied() throws SQLException {
        var versions = new TreeMap<Version, Boolean>(Comparator.reverseOrder());
        if (exists(connection, TABLE)) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT version, success FROM " + TABLE + " WHERE version IS NOT NULL")) {
                while (rows.next()) {
                    versions.put(Version.parse(rows.getString(1)), rows.getBoolean(2));
                }
            }
        }
        return versions;
    }

    void markAsBroken(Version version) throws SQLException {
        execute("UPDATE " + TABLE + " SET success = FALSE WHERE version = ?", version);
    }

    void forget(Version version) throws SQLException {
        execute("DELETE FROM " + TABLE + " WHERE version = ?", version);
    }

    static boolean exists(Connection connection, String table) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?")) {
            query.setString(1, table);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Flyway writes the version of a file name with dots: 1_9_0 as 1.9.0. */
    private void execute(String sql, Version version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, version.toString());
            statement.executeUpdate();
        }
    }
}
