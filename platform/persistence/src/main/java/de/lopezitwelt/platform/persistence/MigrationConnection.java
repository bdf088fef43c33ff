package de.lopezitwelt.platform.persistence;

import com.mysql.cj.jdbc.Driver;
import de.lopezitwelt.platform.mysql.MySqlAddress;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Migrations connect with the same settings as everything else. A process that does not migrate reads the schema's version
 * with the worker account and does not need the migrator's.
 */
@Singleton
class MigrationConnection implements FlywayConfigurationCustomizer {
    private static final String CONNECT_MILLIS = "5000";

    private final ConnectionTls tls;
    private final String address;
    private final String url;
    private final String user;
    private final String password;
    private final boolean migrates;

    MigrationConnection(
            ConnectionTls tls,
            @ConfigProperty(name = "lopez.mysql.address") String address,
            @ConfigProperty(name = "quarkus.flyway.jdbc-url") String url,
            @ConfigProperty(name = "lopez.mysql.migration.at-start", defaultValue = "true") boolean atStart,
            @ConfigProperty(name = "quarkus.flyway.username") String migrator,
            @ConfigProperty(name = "lopez.mysql.migrator-password") Optional<String> migratorPassword,
            @ConfigProperty(name = "quarkus.datasource.worker.username") String worker,
            @ConfigProperty(name = "quarkus.datasource.worker.password") String workerPassword) {
        this.tls = tls;
        this.address = MySqlAddress.parse("lopez.mysql.address", address).toString();
        this.url = url;
        this.migrates = atStart;
        Optional<String> known = migratorPassword.filter(text -> !text.isBlank());
        if (atStart && known.isEmpty()) {
            throw new IllegalStateException(
                    "Not started: lopez.mysql.migrator-password is missing. Where migrations are a"
                            + " step of their own, lopez.mysql.migration.at-start=false says so");
        }
        this.user = known.isPresent() ? migrator : worker;
        this.password = known.orElse(workerPassword);
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        String protectedUrl = tls.protectedUrl(url);
        requireTrust(protectedUrl);
        configuration.dataSource(protectedUrl, user, password);
        if (!migrates) {
            // A process that waits for a schema also waits for the server, and reports it.
            configuration.connectRetries(0);
        }
    }

    /** Fails at once on a wrong certificate. Flyway would try for a minute, in case MySQL is still starting. */
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
