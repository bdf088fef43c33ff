package de.lopezitwelt.platform.local.account;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A MySQL server and an account on it that may create schemas and accounts. */
public record MySqlServer(String host, int port, String user, String password) {
    private static final int DEFAULT_PORT = 3306;
    private static final String FORM = "expected mysql://user:password@host:port, special characters percent-encoded";

    /**
     * Reads {@code mysql://user:password@host:3306} (percent-encoded), as {@code LOPEZ_MYSQL_URL} holds it.
     *
     * @throws IllegalArgumentException when it is anything else; the message never holds the URL, since that has a password
     */
    public static MySqlServer parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException broken) {
            throw new IllegalArgumentException(FORM);
        }
        if (!"mysql".equals(uri.getScheme()) || uri.getHost() == null || uri.getRawUserInfo() == null) {
            throw new IllegalArgumentException(FORM);
        }
        String[] credentials = uri.getRawUserInfo().split(":", 2);
        return new MySqlServer(
                uri.getHost(),
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                decode(credentials[0]),
                credentials.length < 2 ? "" : decode(credentials[1]));
    }

    /** Reads {@code host:port} for an account that is known otherwise. */
    public static MySqlServer at(String address, String user, String password) {
        int colon = address.lastIndexOf(':');
        return new MySqlServer(
                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), user, password);
    }

    /** {@code host:port}, as {@code lopez.mysql.address} wants it. */
    public String address() {
        return host + ":" + port;
    }

    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslMode", "PREFERRED");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("connectTimeout", "5000");
        return DriverManager.getConnection("jdbc:mysql://" + address() + "/", properties);
    }

    /**
     * A commit no longer waits for the disk. Only the failure of the whole machine would show it, so it is right for tests
     * of what statements do.
     */
    public void commitWithoutDisk() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2, GLOBAL sync_binlog = 0");
        }
    }

    /** A text as an SQL literal. */
    public static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return user + "@" + address();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
