package de.lopezitwelt.platform.local.account;

import de.lopezitwelt.platform.mysql.MySqlAddress;
import de.lopezitwelt.platform.mysql.MySqlTls;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL server and an account on it that may create schemas and accounts.
 *
 * @param tls how everybody connects to it, the services too
 */
public record MySqlServer(String host, int port, String user, String password, MySqlTls tls) {
    private static final int DEFAULT_PORT = 3306;
    private static final String FORM = "expected mysql://user:password@host:port, special characters percent-encoded";

    /**
     * Reads {@code mysql://user:password@host:3306} (percent-encoded), as {@code LOPEZ_MYSQL_URL} holds it.
     *
     * @throws IllegalArgumentException when it is anything else; the message never holds the URL, since that has a password
     */
    public static MySqlServer parse(String url, MySqlTls tls) {
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
                credentials.length < 2 ? "" : decode(credentials[1]),
                tls);
    }

    /** Reads {@code host:port} for an account that is known otherwise. */
    public static MySqlServer at(String address, String user, String password, MySqlTls tls) {
        MySqlAddress parsed = MySqlAddress.parse("address", address);
        return new MySqlServer(parsed.host(), parsed.port(), user, password, tls);
    }

    /** The same server by another account. */
    public MySqlServer as(String other, String itsPassword) {
        return new MySqlServer(host, port, other, itsPassword, tls);
    }

    /** {@code host:port}, as {@code lopez.mysql.address} wants it. */
    public String address() {
        return host + ":" + port;
    }

    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5000");
        return DriverManager.getConnection(jdbcUrl(), properties);
    }

    /** Without account and schema. */
    public String jdbcUrl() {
        return "jdbc:mysql://" + address() + "/?connectionTimeZone=UTC&" + tls.jdbcParameters();
    }

    /** The configuration a service finds the server by. */
    public Map<String, String> configuration() {
        var configuration = new LinkedHashMap<String, String>();
        configuration.put("lopez.mysql.address", address());
        configuration.put("lopez.mysql.tls", tls.mode().wireName());
        put(configuration, "lopez.mysql.tls-ca", tls.authorities());
        put(configuration, "lopez.mysql.server-public-key", tls.serverKey());
        return configuration;
    }

    private static void put(Map<String, String> configuration, String key, @Nullable Path file) {
        if (file != null) {
            configuration.put(key, file.toAbsolutePath().toString());
        }
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
