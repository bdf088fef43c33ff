package de.lopezitwelt.chat.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import de.lopezitwelt.platform.messaging.lease.Leases;
import de.lopezitwelt.platform.web.sealing.ColumnCipher;
import de.lopezitwelt.platform.web.sealing.Resealing;
import de.lopezitwelt.platform.web.sealing.SealedColumn;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seals the secrets of sign-ins, in the column {@code sealed} of their tables. */
@ApplicationScoped
class ConnectionSeal {
    static final String CONNECTIONS = "tool_connections";
    static final String SIGN_INS = "tool_sign_ins";
    static final String CLIENTS = "tool_clients";

    private static final String COLUMN = "sealed";

    private final @Nullable ColumnCipher cipher;
    private final @Nullable Resealing resealing;
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    ConnectionSeal(ToolSignInConfig config, @ReactiveDataSource("worker") Pool worker, Leases leases, Vertx vertx) {
        cipher = config.keysetFile().map(file -> new ColumnCipher(file, "chat")).orElse(null);
        resealing = cipher == null
                ? null
                : new Resealing(
                        cipher,
                        List.of(new SealedColumn(CONNECTIONS, COLUMN), new SealedColumn(CLIENTS, COLUMN)),
                        worker,
                        leases,
                        vertx,
                        config.keysetReload());
    }

    void start(@Observes StartupEvent event) {
        if (resealing != null) {
            resealing.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (resealing != null) {
            resealing.stop();
        }
    }

    /** Whether the operator has given keys. Without them nothing is sealed, and nothing opens. */
    boolean hasKeys() {
        return cipher != null;
    }

    byte[] seal(Object value, String table, String rowId) {
        if (cipher == null) {
            throw new IllegalStateException("There are no keys to seal with");
        }
        try {
            return cipher.seal(json.writeValueAsString(value), table, COLUMN, rowId);
        } catch (JsonProcessingException quotesTheValue) {
            throw new IllegalStateException("A value cannot be written for sealing");
        }
    }

    /** Empty when the value was sealed for another place, or with keys that no longer exist. */
    <T> Optional<T> open(byte[] sealed, Class<T> type, String table, String rowId) {
        return Optional.ofNullable(cipher)
                .flatMap(keys -> keys.open(sealed, table, COLUMN, rowId))
                .map(text -> read(text, type));
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException quotesTheValue) {
            throw new IllegalStateException("A sealed value cannot be read");
        }
    }
}
