package de.lopezitwelt.chat.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.node.NodeProject;
import de.lopezitwelt.platform.testing.node.NodeServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An MCP server of the official SDK that people sign in to, in the catalog of the service under test as {@code vault}. */
public final class ToolVault implements QuarkusTestResourceLifecycleManager {
    static final String REDIRECT_URI = "https://chat.example.com/tools/signed-in";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static @Nullable NodeServer server;

    private final ScriptedProvider provider = new ScriptedProvider();

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(provider.start());
        try {
            server = NodeProject.installedFrom("agent-runtime", "mcp-sdk").serve("oauth.mjs");
            String catalog = """
                    providers:
                      scripted: {base_url: "%s", allow_http: true, allow_private_addresses: true}
                    models:
                      - {name: scripted, provider: scripted, context_window: 32768, max_output_tokens: 4096, capabilities: [tools]}
                    tools:
                      mcp_servers:
                        vault: {url: "%s/mcp", allow_http: true, allow_private_addresses: true, oauth: {}}
                        closed: {url: "%s/mcp", allow_http: true, oauth: {}}
                    """.formatted(configuration.get("lopez.model.base-url"), url(), url());
            Path file = Files.writeString(Files.createTempFile("lopez-vault", ".yaml"), catalog);
            configuration.put("lopez.models.catalog", file.toString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        configuration.put("lopez.chat.tools.redirect-uri", REDIRECT_URI);
        return configuration;
    }

    @Override
    public void stop() {
        provider.stop();
        if (server != null) {
            server.close();
        }
    }

    static String url() {
        if (server == null) {
            throw new IllegalStateException("The vault is closed");
        }
        return "http://127.0.0.1:" + server.port();
    }

    /** What the server has seen; a query changes what it knows. */
    static JsonNode control(String query) {
        try {
            return JSON.readTree(
                    get(URI.create(url() + "/control?" + query), null).body());
        } catch (IOException notJson) {
            throw new IllegalStateException(notJson);
        }
    }

    /** Where the authorization server sends a browser; without a person it refuses. */
    static String visit(String authorizationUrl, @Nullable String person) {
        return get(URI.create(authorizationUrl), person)
                .headers()
                .firstValue("location")
                .orElse("");
    }

    private static HttpResponse<String> get(URI uri, @Nullable String person) {
        var request = HttpRequest.newBuilder(uri);
        if (person != null) {
            request.header("x-person", person);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
