package de.lopezitwelt.chat.budget;

import static de.lopezitwelt.platform.testing.config.ConfigMappings.defaults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.catalog.CatalogSource;
import de.lopezitwelt.runtime.catalog.InvalidCatalog;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.catalog.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs are counted in one currency: yen are no euros. */
class BudgetCurrencyTest {
    private static final Map<String, String> RATE =
            Map.of("rates.\"JPY\".rate", "0.0061", "rates.\"JPY\".date", "2026-11-01");

    @TempDir
    Path directory;

    @Test
    void aCatalogWithAPriceInAnotherCurrencyIsRefusedByThatModelsPath() throws IOException {
        CatalogSource file = catalog();

        assertThatThrownBy(() -> ModelCatalog.load(file, currency(Map.of())))
                .isInstanceOf(InvalidCatalog.class)
                .hasMessageContaining("models[1].currency")
                .hasMessageContaining("JPY is not the currency of budgets, EUR")
                .hasMessageContaining("lopez.chat.budget.rates.\"JPY\".rate");
    }

    @Test
    void withARateItIsCountedInTheOneCurrencyAndWhatIsFreeNeedsNone() throws IOException {
        ModelCatalog catalog = ModelCatalog.load(catalog(), currency(RATE));

        Price euros = catalog.find("euros").orElseThrow().price();
        Price yen = catalog.find("yen").orElseThrow().price();
        assertThat(yen.currency()).isEqualTo("EUR");
        assertThat(euros.cost(1_000_000, 0)).isEqualByComparingTo("2.5");
        // 210 yen, which are no more than a limit of 20 euros
        assertThat(yen.most(1_000_000, 1_000_000)).isEqualByComparingTo(new BigDecimal("210").multiply(rate()));
        assertThat(catalog.find("own").orElseThrow().price().currency()).isEqualTo("EUR");
    }

    @Test
    void aReloadedCatalogIsHeldToTheSame() throws IOException {
        Path file = directory.resolve("models.yaml");
        Files.writeString(file, providers() + "models:\n" + model("euros", "2.50", "EUR"));
        ModelCatalog catalog = ModelCatalog.load(CatalogSource.file(file, name -> null), currency(Map.of()));

        catalog();

        assertThatThrownBy(catalog::reload).isInstanceOf(InvalidCatalog.class);
        assertThat(catalog.find("yen")).isEmpty();
    }

    @Test
    void limitsAreConvertedTooAndOneWithoutARateIsNotHeldWrongly() {
        assertThat(currency(RATE).limit(new BigDecimal("1000"), "JPY")).isEqualByComparingTo("6.1");
        assertThat(currency(RATE).limit(new BigDecimal("20"), "EUR")).isEqualByComparingTo("20");
        assertThat(currency(RATE).limit(null, "CHF")).isNull();
        BudgetCurrency euros = currency(Map.of());
        assertThatThrownBy(() -> euros.limit(BigDecimal.TEN, "CHF")).isInstanceOf(ProblemException.class);
    }

    private CatalogSource catalog() throws IOException {
        Path file = directory.resolve("models.yaml");
        Files.writeString(
                file,
                providers() + "models:\n" + model("euros", "2.50", "EUR") + model("yen", "100", "JPY")
                        + "  - {name: own, provider: p, context_window: 8192, max_output_tokens: 256, currency: CHF}\n");
        return CatalogSource.file(file, name -> null);
    }

    private static String providers() {
        return "providers:\n  p: {base_url: \"https://models.example.com/v1\"}\n";
    }

    private static String model(String name, String input, String currency) {
        return "  - {name: %s, provider: p, context_window: 8192, max_output_tokens: 256, input_price_per_million: %s,"
                        .formatted(name, input)
                + " output_price_per_million: 110, currency: " + currency + "}\n";
    }

    private static BigDecimal rate() {
        return new BigDecimal("0.0061");
    }

    private static BudgetCurrency currency(Map<String, String> rates) {
        return new BudgetCurrency(defaults(BudgetConfig.class, rates));
    }
}
