package de.lopezitwelt.chat.support;

import de.lopezitwelt.platform.persistence.IdGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Looks past the service's accounts. */
public final class ChatDatabase {
    public static final IdGenerator IDS = new IdGenerator(Clock.systemUTC());

    private ChatDatabase() {}

    public static Connection connect() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                "jdbc:mysql://" + config.getValue("lopez.mysql.address", String.class) + "/"
                        + config.getValue("lopez.mysql.schema", String.class) + "?connectionTimeZone=UTC",
                "root",
                config.getValue("lopez.mysql.root-password", String.class));
    }

    public static int update(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static long number(String sql, Object... parameters) {
        List<Object> found = column(sql, parameters);
        return found.isEmpty() || found.getFirst() == null ? 0 : ((Number) found.getFirst()).longValue();
    }

    public static List<Object> column(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<Object> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return values;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A chatbot of that user that the scripted provider speaks for. */
    public static String agent(String createdBy, String visibility) {
        return agent(createdBy, visibility, "chatbot");
    }

    /** As above, of any type. */
    public static String agent(String createdBy, String visibility, String type) {
        String id = IDS.next();
        update(
                "INSERT INTO agents_replica (agent_id, created_by, name, type, model, config, visibility, is_active,"
                        + " version_number, aggregate_version) VALUES (?, ?, 'Agent', ?, ?, '{}', ?, TRUE, 1, 1)",
                id,
                createdBy,
                type,
                ScriptedProvider.MODEL,
                visibility);
        return id;
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
