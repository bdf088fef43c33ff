package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.call.ChatModel;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.outbound.AddressResolver;
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

/**
 * The client of one registered provider. It holds the connections, the limit of concurrent calls and the checked
 * addresses.
 */
public final class ModelProvider {

    private static final int IDLE_CONNECTION_SECONDS = 30;
    private static final int STREAMS_PER_HTTP2_CONNECTION = 100;

    private final Vertx vertx;
    private final Clock clock;
    private final ProviderDefinition definition;
    private final Protocol protocol;
    private final HttpClient client;
    private final ProviderGate gate;
    private final AddressResolver addresses;
    private final RequestOptions template;

    public ModelProvider(Vertx vertx, Clock clock, ProviderDefinition definition, Protocol protocol) {
        this.vertx = vertx;
        this.clock = clock;
        this.definition = definition;
        this.protocol = protocol;
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
                .setFollowRedirects(false)
                .setURI(url.getRawPath().replaceAll("/+$", ""));
        template.putHeader("content-type", "application/json");
        template.putHeader("accept", "text/event-stream, application/json");
        template.putHeader("user-agent", "lopez-it-welt");
        protocol.headers(template::putHeader);
        definition.authenticate(template::putHeader);
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

    public ProviderDefinition definition() {
        return definition;
    }

    /** A model of this provider. Each subscription makes one call. */
    public ChatModel model(ModelDefinition model) {
        return request -> call(model, request, protocol);
    }

    /**
     * One call of another kind than a chat, within the provider's limits all the same.
     *
     * @param own what is sent and how the answer is read
     */
    public Multi<ReplyEvent> call(ModelDefinition model, ModelRequest request, Protocol own) {
        return Multi.createFrom().publisher(subscriber -> new ModelCall(this, own, model, request, subscriber).start());
    }

    /** Lets calls under way finish, then closes the connections. */
    public void retire() {
        gate.retire();
    }

    /** The limit of calls in flight. */
    public ProviderGate gate() {
        return gate;
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

    AddressResolver addresses() {
        return addresses;
    }

    RequestOptions requestTo(SocketAddress checkedAddress, String path, Quirks quirks) {
        RequestOptions request = new RequestOptions(template).setServer(checkedAddress);
        request.setURI(template.getURI() + path + quirks.queryString());
        quirks.putHeaders(request::putHeader);
        return request;
    }
}
