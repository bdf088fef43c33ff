package de.lopezitwelt.platform.testing.identity;

import com.sun.net.httpserver.HttpServer;
import de.lopezitwelt.platform.local.secret.SigningKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The issuer of test tokens: one key for each JVM, served as a key set over HTTP. */
public final class TestIssuer implements AutoCloseable {
    public static final String ISSUER = "http://issuer.test";

    private static final String KEY_PROPERTY = "lopez.test.signing-keys";

    private final HttpServer server;

    private TestIssuer(HttpServer server) {
        this.server = server;
    }

    /** Serves the public key on a free port of the loopback interface. */
    public static TestIssuer start() throws IOException {
        byte[] body = key().toPublicKeySet().getBytes(StandardCharsets.UTF_8);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks.json", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return new TestIssuer(server);
    }

    public String jwksUrl() {
        return "http://localhost:" + server.getAddress().getPort() + "/jwks.json";
    }

    /**
     * The key of this JVM. It is kept in a system property, because test classes and test resources have different
     * class loaders.
     */
    static SigningKey key() {
        synchronized (System.getProperties()) {
            String held = System.getProperty(KEY_PROPERTY);
            if (held != null) {
                return SigningKey.firstOf(held);
            }
            SigningKey fresh = SigningKey.generate("test-1");
            System.setProperty(KEY_PROPERTY, fresh.toPrivateKeySet());
            return fresh;
        }
    }

    /**
     * The key that auth signs with in tests. It is the same key, so auth's tokens and the minted ones are verified
     * alike.
     */
    static String privateKeySet() {
        return key().toPrivateKeySet();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
