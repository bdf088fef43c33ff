package de.lopezitwelt.runtime.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.ReplyRequest;
import de.lopezitwelt.runtime.TypeTestBase;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.catalog.InvalidCatalog;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallAnswered;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server inside the network that nothing may ever connect to, however it is named and spelled. */
class OutboundCanaryTest extends TypeTestBase {

    private final AtomicInteger connections = new AtomicInteger();
    private HttpServer canary;

    @BeforeEach
    void startCanary() {
        canary = vertx.createHttpServer()
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(request -> request.response()
                        .putHeader("content-type", "text/plain")
                        .end("secret"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void nobodyConnected() {
        assertThat(connections).hasValue(0);
    }

    /** Spellings of this machine and of addresses that clouds and networks keep for themselves. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0.0.0.0",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[::]",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[fc00::1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]"
            })
    void registeredByMistakeItIsNeverConnectedTo(String host) {
        String url = "http://" + host + ":" + canary.actualPort() + "/";
        assertProviderRefused(url);
        assertMcpServerRefused(url);
        assertHttpGetRefused(url);
    }

    private void assertProviderRefused(String url) {
        runtime.close();
        runtime = runtime("""
            providers: {inside: {base_url: "%sv1", allow_http: true, max_attempts: 1}}
            models: [{name: inner, provider: inside, context_window: 2000, max_output_tokens: 100}]
            """.formatted(url));
        var request =
                ReplyRequest.of(AgentSpec.of(AgentType.CHATBOT, "inner"), Conversation.of(PromptMessage.user("hi")));

        assertThatThrownBy(
                        () -> runtime.reply(request).collect().asList().await().atMost(PATIENCE))
                .isInstanceOf(ModelFailure.class);
    }

    private void assertMcpServerRefused(String url) {
        runtime.close();
        runtime = runtime(catalog("tools: {mcp_servers: {inner: {url: \"%smcp\", allow_http: true}}}".formatted(url)));
        willSay("fine");

        assertThat(text(events(agent(AgentType.ASSISTANT, "{'tools':['mcp:inner']}"), "hi")))
                .isEqualTo("fine");
    }

    private void assertHttpGetRefused(String url) {
        runtime.close();
        runtime = runtime(catalog("tools: {http_get: {allow: [\"%s\"], allow_http: true}}".formatted(url)));
        willCall("http_get", new JsonObject().put("url", url + "a").encode());
        willSay("fine");

        List<ReplyEvent> events = events(agent(AgentType.ASSISTANT, "{'tools':['http_get']}"), "read");

        assertThat(events)
                .filteredOn(ToolCallAnswered.class::isInstance)
                .allMatch(event -> ((ToolCallAnswered) event).failed());
    }

    @Test
    void aRedirectFromAnAllowedServerLeadsNowhere() {
        HttpServer allowed = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(302)
                        .putHeader("location", "http://127.0.0.1:" + canary.actualPort() + "/")
                        .end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        String url = "http://localhost:" + allowed.actualPort() + "/";
        runtime.close();
        runtime = runtime(catalog("""
            tools:
              http_get: {allow: ["%s"], allow_http: true, allow_private_addresses: true}
              mcp_servers: {moved: {url: "%s", allow_http: true, allow_private_addresses: true}}
            """.formatted(url, url)));
        willCall("http_get", new JsonObject().put("url", url).encode());
        willSay("fine");

        assertThat(text(events(agent(AgentType.ASSISTANT, "{'tools':['http_get','mcp:moved']}"), "read")))
                .isEqualTo("fine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://models.example",
                "ftp://models.example/",
                "https://user:pass@models.example/",
                "https://models.example/#x",
                "file:///etc/passwd",
                "https:///nohost",
                "https://127.1/",
                "not a url"
            })
    void urlsThatMayNotBeRegisteredRefuseTheCatalog(String url) {
        for (String section :
                List.of("tools: {mcp_servers: {inner: {url: \"%s\"}}}", "tools: {http_get: {allow: [\"%s\"]}}")) {
            assertThatThrownBy(() -> runtime(catalog(section.formatted(url))))
                    .isInstanceOf(InvalidCatalog.class)
                    .hasMessageContaining("tools.");
        }
    }
}
