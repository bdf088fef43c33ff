package de.lopezitwelt.platform.local.platform;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.mysql.MySqlTls;
import de.lopezitwelt.platform.mysql.TlsMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Servers of the operator's own that are used instead of the embedded ones, each where it is named.
 *
 * @param embeddedTls how clients connect to the embedded MySQL
 */
public record Servers(@Nullable MySqlServer mysql, @Nullable String kafkaBootstrap, TlsMode embeddedTls) {
    private static final String BROKER = "(?:[^\\s,:/]+|\\[[0-9a-fA-F:]+]):\\d{1,5}";
    private static final Pattern BROKERS = Pattern.compile(BROKER + "(?:," + BROKER + ")*+");
    private static final String URL = "LOPEZ_MYSQL_URL";
    private static final String TLS = "LOPEZ_MYSQL_TLS";
    private static final String AUTHORITIES = "LOPEZ_MYSQL_TLS_CA";
    private static final String SERVER_KEY = "LOPEZ_MYSQL_SERVER_PUBLIC_KEY";

    /** Nothing but this machine sees what passes over its loopback interface, so it goes there as plain text. */
    public static final Servers EMBEDDED = new Servers(null, null, TlsMode.OFF);

    /**
     * Reads {@code LOPEZ_MYSQL_URL} (an account that may create schemas) and {@code LOPEZ_KAFKA_BOOTSTRAP}, and how MySQL is
     * connected to: {@code LOPEZ_MYSQL_TLS}, {@code LOPEZ_MYSQL_TLS_CA}, {@code LOPEZ_MYSQL_SERVER_PUBLIC_KEY}.
     *
     * @throws IllegalStateException naming the variable that cannot be used, without a password
     */
    public static Servers named(Map<String, String> environment) {
        String mysql = environment.getOrDefault(URL, "").strip();
        String kafka = environment.getOrDefault("LOPEZ_KAFKA_BOOTSTRAP", "").strip();
        String tls = environment.getOrDefault(TLS, "");
        String brokers = kafka.isEmpty() ? null : brokers(kafka);
        if (!mysql.isEmpty()) {
            return new Servers(parse(mysql, tls(environment, tls)), brokers, TlsMode.OFF);
        }
        for (String file : List.of(AUTHORITIES, SERVER_KEY)) {
            if (environment.containsKey(file)) {
                throw new IllegalStateException(
                        file + " belongs to a server of " + URL + ": the embedded one has its own");
            }
        }
        return new Servers(null, brokers, tls.isBlank() ? TlsMode.OFF : mode(tls));
    }

    private static MySqlServer parse(String url, MySqlTls tls) {
        try {
            return MySqlServer.parse(url, tls);
        } catch (IllegalArgumentException broken) {
            throw new IllegalStateException(URL + ": " + broken.getMessage(), broken);
        }
    }

    private static MySqlTls tls(Map<String, String> environment, String mode) {
        try {
            return new MySqlTls(
                    mode.isBlank() ? TlsMode.REQUIRED : mode(mode),
                    file(environment, AUTHORITIES),
                    file(environment, SERVER_KEY));
        } catch (IllegalArgumentException incomplete) {
            throw new IllegalStateException(SERVER_KEY + ": " + incomplete.getMessage(), incomplete);
        }
    }

    private static TlsMode mode(String text) {
        try {
            return TlsMode.parse(text);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalStateException(TLS + " " + unknown.getMessage(), unknown);
        }
    }

    private static @Nullable Path file(Map<String, String> environment, String variable) {
        String name = environment.getOrDefault(variable, "");
        if (name.isBlank()) {
            return null;
        }
        Path file = Path.of(name).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(variable + ": no such file: " + file);
        }
        return file;
    }

    /** Whether a text is a list of {@code host:port}, separated by commas. */
    public static boolean areBrokers(String list) {
        return BROKERS.matcher(list).matches();
    }

    private static String brokers(String list) {
        if (!areBrokers(list)) {
            throw new IllegalStateException(
                    "LOPEZ_KAFKA_BOOTSTRAP: expected host:port, separated by commas, not " + list);
        }
        return list;
    }
}
