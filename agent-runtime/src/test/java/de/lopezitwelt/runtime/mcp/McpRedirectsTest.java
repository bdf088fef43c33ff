package de.lopezitwelt.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.outbound.ApiKey;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpRedirectsTest extends McpTestBase {

    /** The registered path redirects; everything else is the server. */
    private void redirects(int status, String location) {
        use(server.definition("/moved", Map.of("x-tenant", new ApiKey("acme corp"))));
        server.script = exchange -> {
            if (exchange.request().path().startsWith("/moved")) {
                exchange.response()
                        .setStatusCode(status)
                        .putHeader("location", location.replace("PORT", "" + server.port()))
                        .end("{\"moved\":true}");
            } else {
                exchange.usual();
            }
        };
    }

    private String reason() {
        offered();
        return client.leftOut().getFirst().reason();
    }

    @ParameterizedTest
    @CsvSource({
        "307, /mcp/",
        "308, /mcp/",
        "307, http://localhost:PORT/mcp",
        "308, HTTP://LOCALHOST:PORT/mcp?a=b",
        "307, mcp"
    })
    void redirectsToTheSameOriginAreFollowed(int status, String location) {
        redirects(status, location);

        assertThat(call()).isEqualTo("done");
        assertThat(server.headers).allSatisfy(headers -> assertThat(headers).containsEntry("x-tenant", "acme corp"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/mcp",
                "https://localhost:PORT/mcp",
                "http://localhost:1/mcp",
                "//elsewhere.example/mcp",
                "http://localhost.example:PORT/mcp",
                "mailto:somebody",
                ""
            })
    void redirectsElsewhereAreRefusedWithAReason(String location) {
        redirects(307, location);

        assertThat(reason()).contains("another origin").doesNotContain("example");
        assertThat(client.leftOut().getFirst().why()).isEqualTo(LeftOutTool.Why.REDIRECT);
        assertThat(server.messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void redirectsThatLoseTheRequestAreRefused(int status) {
        redirects(status, "/mcp/");

        assertThat(reason()).contains("status " + status);
    }

    @Test
    void redirectsInACircleEnd() {
        redirects(307, "/moved");

        assertThat(reason()).isEqualTo("the server redirects more than 3 times");
    }

    @Test
    void brokenLocationIsRefused() {
        redirects(307, "http://[");

        assertThat(reason()).isEqualTo("the server redirects to what is not a URL");
    }

    @Test
    void headersOfOnesOwnReplaceNoneOfTheProtocol() {
        use(server.definition("/mcp", Map.of("x-key", new ApiKey("secret"), "content-type", new ApiKey("text/plain"))));

        assertThat(call()).isEqualTo("done");
        assertThat(server.headers)
                .allSatisfy(headers -> assertThat(headers)
                        .containsEntry("x-key", "secret")
                        .containsEntry("content-type", "application/json"));
    }
}
