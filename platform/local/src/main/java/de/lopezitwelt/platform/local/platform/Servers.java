package de.lopezitwelt.platform.local.platform;

import de.lopezitwelt.platform.local.account.MySqlServer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Servers of the operator's own that are used instead of the embedded ones, each where it is named. */
public record Servers(@Nullable MySqlServer mysql, @Nullable String kafkaBootstrap) {
    public static final Servers EMBEDDED = new Servers(null, null);

    /** Reads {@code LOPEZ_MYSQL_URL} (an account that may create schemas) and {@code LOPEZ_KAFKA_BOOTSTRAP}. */
    public static Servers named(Map<String, String> environment) {
        String mysql = environment.getOrDefault("LOPEZ_MYSQL_URL", "");
        String kafka = environment.getOrDefault("LOPEZ_KAFKA_BOOTSTRAP", "");
        return new Servers(mysql.isBlank() ? null : MySqlServer.parse(mysql), kafka.isBlank() ? null : kafka);
    }
}
