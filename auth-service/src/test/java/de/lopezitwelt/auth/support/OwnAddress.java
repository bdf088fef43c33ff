package de.lopezitwelt.auth.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * API keys shown to auth itself are introspected at auth itself: so its address must be known before it starts. And mails
 * of one run are kept apart from those of the last.
 */
public final class OwnAddress implements ConfigSource {
    private static final String HELD = "lopez.test.auth-port";

    private final Map<String, String> values;

    public OwnAddress() {
        String port = port();
        values = Map.of(
                "quarkus.http.test-port",
                port,
                "lopez.services.auth",
                "http://localhost:" + port,
                "lopez.auth.mail.mailbox",
                "target/mailbox/" + port + "-" + ProcessHandle.current().pid());
    }

    /** One a JVM: the source is loaded once per class loader. */
    private static String port() {
        synchronized (System.getProperties()) {
            String held = System.getProperty(HELD);
            if (held == null) {
                held = freePort();
                System.setProperty(HELD, held);
            }
            return held;
        }
    }

    private static String freePort() {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getOrdinal() {
        return 260;
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "own address";
    }
}
