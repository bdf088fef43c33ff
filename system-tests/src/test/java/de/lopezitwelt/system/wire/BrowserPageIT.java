package de.lopezitwelt.system.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.testing.node.NodeProject;
import de.lopezitwelt.system.support.ApiKeys;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Pages in a real browser, which call the packaged chat-service with the {@code openai} package as it is. */
@EnabledIfEnvironmentVariable(named = "LOPEZ_TEST_BROWSER", matches = "true")
class BrowserPageIT {
    private static final String CHROMIUM =
            Objects.requireNonNullElse(System.getenv("LOPEZ_TEST_CHROMIUM"), "/usr/bin/chromium");

    private final Platform platform = Platform.running();
    private final Person wilma = Person.register(platform, "Wilma");

    @Test
    void pageOfTheListedOriginStreamsAndThatOfAnotherIsRefusedByTheBrowser() throws IOException, InterruptedException {
        JsonNode seen = pages(Platform.PLAIN_PAGE, "http://evil.example");

        assertThat(seen.at("/0/text").asText()).as("%s", seen).contains("offline model");
        assertThat(seen.at("/0/chunks").asInt())
                .as("the text and its end, at least: pieces that are there together are sent together")
                .isGreaterThanOrEqualTo(2);
        assertThat(seen.at("/1/error").asText()).isEqualTo("APIConnectionError");
        assertThat(seen.at("/1/cause").asText()).contains("Failed to fetch");
        assertThat(wilma.client()
                        .get(platform.chat("/api/v1/sessions"))
                        .expect(200)
                        .json()
                        .path("data"))
                .as("the other page's question was never sent")
                .hasSize(1);
    }

    private JsonNode pages(String... origins) throws IOException, InterruptedException {
        String output = NodeProject.installed("browser")
                .run(
                        Map.of(
                                "LOPEZ_BASE_URL", platform.chat("/v1"),
                                "LOPEZ_TOKEN", ApiKeys.forChat(platform, wilma),
                                "LOPEZ_AGENT", wilma.createAgent(platform, Platform.OFFLINE_MODEL),
                                "LOPEZ_ORIGINS", String.join(" ", origins),
                                "LOPEZ_CHROMIUM", CHROMIUM),
                        List.of("node", "page.mjs"));
        return new ObjectMapper().readTree(output);
    }
}
