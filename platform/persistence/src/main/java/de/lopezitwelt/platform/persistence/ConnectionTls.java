package de.lopezitwelt.platform.persistence;

import de.lopezitwelt.platform.mysql.MySqlTls;
import de.lopezitwelt.platform.mysql.TlsMode;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What {@code lopez.mysql.tls} means for every connection of this process, of pools and of migrations. */
@Singleton
public class ConnectionTls {
    private static final String MODE = "lopez.mysql.tls";
    private static final String AUTHORITIES = "lopez.mysql.tls-ca";
    private static final String SERVER_KEY = "lopez.mysql.server-public-key";
    private static final String ACCEPTED = "lopez.mysql.plain-text-accepted";

    private final MySqlTls tls;

    /**
     * @param plainTextAccepted the operator confirms that no third party can read the traffic; without it a production process does not start
     *     on {@code off}
     */
    @Inject
    ConnectionTls(
            @ConfigProperty(name = MODE) String mode,
            @ConfigProperty(name = AUTHORITIES) Optional<String> authorities,
            @ConfigProperty(name = SERVER_KEY) Optional<String> serverKey,
            @ConfigProperty(name = ACCEPTED, defaultValue = "false") boolean plainTextAccepted) {
        this(tls(mode, authorities, serverKey), plainTextAccepted, LaunchMode.current());
    }

    ConnectionTls(MySqlTls tls, boolean plainTextAccepted, LaunchMode launch) {
        if (launch == LaunchMode.NORMAL && tls.mode() == TlsMode.OFF && !plainTextAccepted) {
            throw new IllegalStateException("Not started: with " + MODE
                    + "=off everybody between this service and MySQL can"
                    + " read and change what passes. Where nobody is in between, " + ACCEPTED + "=true says so");
        }
        this.tls = tls;
    }

    /** For a program without beans. */
    public static ConnectionTls of(Config config, LaunchMode launch) {
        return new ConnectionTls(
                tls(
                        config.getValue(MODE, String.class),
                        config.getOptionalValue(AUTHORITIES, String.class),
                        config.getOptionalValue(SERVER_KEY, String.class)),
                config.getOptionalValue(ACCEPTED, Boolean.class).orElse(false),
                launch);
    }

    private static MySqlTls tls(String mode, Optional<String> authorities, Optional<String> serverKey) {
        try {
            return new MySqlTls(TlsMode.parse(mode), file(AUTHORITIES, authorities), file(SERVER_KEY, serverKey));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException("Not started: " + MODE + ": " + wrong.getMessage(), wrong);
        }
    }

    private static @Nullable Path file(String key, Optional<String> name) {
        Path file = name.filter(text -> !text.isBlank()).map(Path::of).orElse(null);
        if (file != null && !Files.isReadable(file)) {
            throw new IllegalStateException("Not started: " + key + " cannot be read: " + file);
        }
        return file;
    }

    /** The URL as MySQL's JDBC driver needs it. */
    public String protectedUrl(String url) {
        return url + (url.contains("?") ? "&" : "?") + tls.jdbcParameters();
    }

    void applyTo(MySQLConnectOptions options) {
        switch (tls.mode()) {
            // The client has no switch against asking the server for its key; with one at hand it does not ask.
            case OFF ->
                options.setSslMode(SslMode.DISABLED).setServerRsaPublicKeyValue(Buffer.buffer(tls.serverKeyPem()));
            case REQUIRED -> options.setSslMode(SslMode.REQUIRED).setTrustAll(true);
            case VERIFY ->
                options.setSslMode(SslMode.VERIFY_IDENTITY)
                        .setHostnameVerificationAlgorithm("HTTPS")
                        .setTrustOptions(trust());
        }
    }

    private TrustOptions trust() {
        Path authorities = tls.authorities();
        if (authorities != null) {
            return new PemTrustOptions().addCertPath(authorities.toString());
        }
        try {
            var ofTheJvm = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            ofTheJvm.init((KeyStore) null);
            return TrustOptions.wrap(ofTheJvm.getTrustManagers()[0]);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
