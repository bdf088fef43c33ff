package de.lopezitwelt.platform.web.limits;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How much of an answer the kernel takes for a client that does not read it. Left alone, it takes megabytes a connection,
 * which count as this container's memory and hide from the service that the client does not read.
 */
@Singleton
class SendBuffer implements HttpServerOptionsCustomizer {
    private final int size;

    SendBuffer(@ConfigProperty(name = "lopez.http.send-buffer", defaultValue = "256K") MemorySize size) {
        this.size = Math.toIntExact(size.asLongValue());
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(size);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setSendBufferSize(size);
    }
}
