package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices in a currency that budgets are not counted in end the start of the service that counts. */
class CurrencyIT {
    private static final String INSTANCE = "chat-service-yen";

    private final Platform platform = Platform.running();

    @TempDir
    Path directory;

    @Test
    void aPriceInAnotherCurrencyWithoutARateEndsTheStartWithTheReason() throws IOException {
        Path catalog = Files.writeString(directory.resolve("models.yaml"), """
                providers:
                  p: {base_url: "https://models.example.com/v1", currency: JPY}
                models:
                  - {name: m, provider: p, context_window: 8192, max_output_tokens: 256, input_price_per_million: 100,
                     output_price_per_million: 100}
                """);

        assertThatThrownBy(() -> platform.local()
                        .startInstance(
                                PlatformService.CHAT,
                                INSTANCE,
                                FreePorts.next(),
                                Map.of("lopez.models.catalog", catalog.toString())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended while starting");
        assertThat(Files.readString(platform.local().settings().state().log(INSTANCE)))
                .contains("models[0].currency: JPY is not the currency of budgets, EUR");
    }
}
