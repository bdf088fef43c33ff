package de.lopezitwelt.runtime.openai;

import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.model.ChatModel;
import de.lopezitwelt.runtime.outbound.AddressResolver;
import de.lopezitwelt.runtime.provider.ModelProvider;
import de.lopezitwelt.runtime.provider.ProviderGate;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Clock;

/** One provider: its connections, its limit of concurrent calls, its checked address. */
public final class OpenAiProvider implements ModelProvider {

    private static final int IDLE_CONNECTION_SECONDS = 30;
    private static final int STREAMS_PER_HTTP2_CONNECTION = 100;

    private final Vertx vertx;
    private final Clock clock;
    private final ProviderDefinition definition;
    private final HttpClient client;
    private final ProviderGate gate;
    private final AddressResolver addresses;
    private final RequestOptions template;

    public OpenAiProvider(Vertx vertx, Clock clock, ProviderDefinition definition) {
        this.vertx = vertx;
        this.clock = clock;
        this.definition = definition;
        URI url = definition.baseUrl();
        boolean tls = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        this.client = vertx.createHttpClient(clientOptions(definition, tls), poolOptions(definition));
        this.gate = new ProviderGate(definition.maxConcurrent(), definition.maxQueued(), client::close);
        this.addresses = new AddressResolver(vertx, url.getHost(), port, definition.addresses());
        this.template = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(url.getRawPath().replaceAll("/+$", "") + "/chat/completions");
        template.putHeader("content-type", "application/json");
        template.putHeader("accept", "text/event-stream, application/json");
        template.putHeader("user-agent", "lopez-it-welt");
        if (definition.apiKey() != null) {
            definition.apiKey().reveal(key -> template.putHeader("authorization", "Bearer " + key));
        }
    }

    private static HttpClientOptions clientOptions(ProviderDefinition definition, boolean tls) {
        boolean http2 =
                definition.httpVersion() == HttpVersion.HTTP_2 || definition.httpVersion() == HttpVersion.AUTO && tls;
        return new HttpClientOptions()
                .setProtocolVersion(
                        http2 ? io.vertx.core.http.HttpVersion.HTTP_2 : io.vertx.core.http.HttpVersion.HTTP_1_1)
                .setUseAlpn(http2 && tls)
                .setHttp2ClearTextUpgrade(false)
                .setConnectTimeout((int) definition.timeouts().connect().toMillis())
                .setKeepAliveTimeout(IDLE_CONNECTION_SECONDS)
                .setHttp2KeepAliveTimeout(IDLE_CONNECTION_SECONDS);
    }

    private static PoolOptions poolOptions(ProviderDefinition definition) {
        int connections = definition.maxConcurrent();
        return new PoolOptions()
                .setHttp1MaxSize(connections)
                .setHttp2MaxSize(1 + connections / STREAMS_PER_HTTP2_CONNECTION);
    }

    @Override
    public ProviderDefinition definition() {
        return definition;
    }

    @Override
    public ChatModel model(ModelDefinition model) {
        return request ->
                Multi.createFrom().publisher(subscriber -> new OpenAiCall(this, model, request, subscriber).start());
    }

    @Override
    public void retire() {
        gate.retire();
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

    RequestOptions requestTo(SocketAddress checkedAddress) {
        return new RequestOptions(template).setServer(checkedAddress);
    }
}
