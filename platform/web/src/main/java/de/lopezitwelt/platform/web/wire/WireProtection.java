package de.lopezitwelt.platform.web.wire;

import de.lopezitwelt.platform.web.problem.Problems;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Installs the guards: Vert.x asks it for the transport before Quarkus makes the server. Without TLS only HTTP/1.1 is spoken: an
 * upgrade to HTTP/2 would hide the connection from every check.
 */
@Singleton
public class WireProtection implements VertxServiceProvider, HttpServerOptionsCustomizer {
    private volatile ConnectionGuard.@Nullable Settings settings;

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new GuardedTransport(builder.findTransport(), this::settings));
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customize(options);
    }

    @Override
    public void customizeDomainSocketServer(HttpServerOptions options) {
        customize(options);
    }

    private static void customize(HttpServerOptions options) {
        if (options.isUseProxyProtocol()) {
            throw new IllegalStateException("quarkus.http.proxy.use-proxy-protocol is not supported");
        }
        options.setHttp2ClearTextEnabled(false);
    }

    /** Read at the first connection, because a server that is made without Quarkus has no such configuration and needs none. */
    private ConnectionGuard.Settings settings() {
        ConnectionGuard.Settings known = settings;
        if (known == null) {
            known = read();
            settings = known;
        }
        return known;
    }

    private static ConnectionGuard.Settings read() {
        Config config = ConfigProvider.getConfig();
        var limits = new RequestFraming.Limits(
                config.getValue("quarkus.http.limits.max-initial-line-length", Integer.class),
                Math.toIntExact(bytes(config, "quarkus.http.limits.max-header-size")),
                bytes(config, "quarkus.http.limits.max-body-size"));
        return new ConnectionGuard.Settings(
                limits,
                config.getValue("lopez.http.head-time", Duration.class),
                config.getValue("lopez.http.request-time", Duration.class),
                problem ->
                        Refusal.bytes(Arc.container().instance(Problems.class).get(), problem));
    }

    private static long bytes(Config config, String key) {
        return config.getValue(key, MemorySize.class).asLongValue();
    }
}
