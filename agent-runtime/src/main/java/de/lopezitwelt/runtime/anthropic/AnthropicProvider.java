package de.lopezitwelt.runtime.anthropic;

import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.model.ChatModel;
import de.lopezitwelt.runtime.outbound.AddressResolver;
import de.lopezitwelt.runtime.provider.ModelProvider;
import de.lopezitwelt.runtime.provider.ProviderGate;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.time.Clock;

/** One provider: its connections, its limit of concurrent calls, its checked address. */
public final class AnthropicProvider implements ModelProvider {

    private static final int IDLE_CONNECTION_SECONDS = 30;

    private final Vertx vertx;
    private final Clock clock;
    private final ProviderDefinition definition;
    private final HttpClient client;
    private final ProviderGate gate;
    private final AddressResolver addresses;

    public AnthropicProvider(Vertx vertx, Clock clock, ProviderDefinition definition) {
        this.vertx = vertx;
        this.clock = clock;
        this.definition = definition;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) definition.timeouts().connect().toMillis())
                        .setKeepAliveTimeout(IDLE_CONNECTION_SECONDS),
                new PoolOptions().setHttp1MaxSize(definition.maxConcurrent()));
        this.gate = new ProviderGate(definition.maxConcurrent(), definition.maxQueued(), client::close);
        this.addresses = new AddressResolver(vertx, definition.baseUrl().getHost(), port(), definition.addresses());
    }

    @Override
    public ProviderDefinition definition() {
        return definition;
    }

    /** Text that nobody asked for yet is kept: the cap of a reply bounds it. */
    @Override
    public ChatModel model(ModelDefinition model) {
        return request -> Multi.createFrom()
                .emitter(
                        emitter -> new AnthropicCall(this, model, request, emitter).start(),
                        BackPressureStrategy.BUFFER);
    }

    @Override
    public void retire() {
        gate.retire();
    }

    boolean tls() {
        return definition.baseUrl().getScheme().equalsIgnoreCase("https");
    }

    int port() {
        URI url = definition.baseUrl();
        return url.getPort() > 0 ? url.getPort() : tls() ? 443 : 80;
    }

    Vertx vertx() {
        return vertx;
    }

    Clock clock() {
        return clock;
    }

    HttpClient client() {
        return client;
    }

    ProviderGate gate() {
        return gate;
    }

    AddressResolver addresses() {
        return addresses;
    }
}
