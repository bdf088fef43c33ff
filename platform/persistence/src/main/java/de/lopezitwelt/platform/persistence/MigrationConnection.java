package de.lopezitwelt.platform.persistence;

import com.mysql.cj.jdbc.Driver;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Migrations connect as everything else does. */
@Singleton
class MigrationConnection implements FlywayConfigurationCustomizer {
    private static final String CONNECT_MILLIS = "5000";

    private final ConnectionTls tls;
    private final String address;
    private final String url;
    private final String user;
    private final String password;

    MigrationConnection(
            ConnectionTls tls,
            @ConfigProperty(name = "lopez.mysql.address") String address,
            @ConfigProperty(name = "quarkus.flyway.jdbc-url") String url,
            @ConfigProperty(name = "quarkus.flyway.username") String user,
            @ConfigProperty(name = "quarkus.flyway.password") String password) {
        this.tls = tls;
        this.address = address;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        String protectedUrl = url + (url.contains("?") ? "&" : "?") + tls.jdbcParameters();
        requireTrust(protectedUrl);
        configuration.dataSource(protectedUrl, user, password);
    }

    /** Flyway tries for a minute, in case MySQL is still to come. A server that shows the wrong certificate is there. */
    private void requireTrust(String protectedUrl) {
        var account = new Properties();
        account.setProperty("user", user);
        account.setProperty("password", password);
        account.setProperty("connectTimeout", CONNECT_MILLIS);
        try {
            Connection connection = new Driver().connect(protectedUrl, account);
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof SSLException) {
                    throw new IllegalStateException(
                            "Not started: no TLS that lopez.mysql.tls and lopez.mysql.tls-ca permit with MySQL at "
                                    + address + ": " + cause.getMessage(),
                            failure);
                }
            }
        }
    }
}
