package de.lopezitwelt.platform.local.platform;

import de.lopezitwelt.platform.local.account.MySqlServer;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Servers of the operator's own that are used instead of the embedded ones, each where it is named. */
public record Servers(@Nullable MySqlServer mysql, @Nullable String kafkaBootstrap) {
    private static final String BROKER = "(?:[^\\s,:/]+|\\[[0-9a-fA-F:]+]):\\d{1,5}";
    private static final Pattern BROKERS = Pattern.compile(BROKER + "(?:," + BROKER + ")*+");

    public static final Servers EMBEDDED = new Servers(null, null);

    /** Reads {@code LOPEZ_MYSQL_URL} (an account that may create schemas) and {@code LOPEZ_KAFKA_BOOTSTRAP}. */
    public static Servers named(Map<String, String> environment) {
        String mysql = environment.getOrDefault("LOPEZ_MYSQL_URL", "");
        String kafka = environment.getOrDefault("LOPEZ_KAFKA_BOOTSTRAP", "");
        return new Servers(mysql.isBlank() ? null : parse(mysql), kafka.isBlank() ? null : brokers(kafka.strip()));
    }

    /** Never shows the value: it holds a password. */
    private static MySqlServer parse(String url) {
        try {
            return MySqlServer.parse(url.strip());
        } catch (IllegalArgumentException broken) {
            throw new IllegalStateException("LOPEZ_MYSQL_URL: " + broken.getMessage(), broken);
        }
    }

    private static String brokers(String list) {
        if (!BROKERS.matcher(list).matches()) {
            throw new IllegalStateException("LOPEZ_KAFKA_BOOTSTRAP: expected host:port, separated by commas, not " + list);
        }
        return list;
    }
}
