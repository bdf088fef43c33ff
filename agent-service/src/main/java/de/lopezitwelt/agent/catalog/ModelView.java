package de.lopezitwelt.agent.catalog;

import de.lopezitwelt.runtime.catalog.Capability;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.health.ProviderStatus;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A model agents may name. */
@Schema(name = "Model")
public record ModelView(
        @Schema(examples = "lopez-offline") String name,

        @Schema(description = "Who serves it", examples = "offline")
        String provider,

        @Schema(description = "Tokens of prompt and answer together", examples = "32768")
        int contextWindow,

        @Schema(examples = "4096") int maxOutputTokens,

        @Schema(examples = "[\"tools\"]") List<String> capabilities,

        PriceView price,

        @Schema(description = "up, down or key_refused, as of half a minute ago at most", examples = "up")
        String status,

        @Schema(description = "The built-in, deterministic model: no large language model")
        boolean offline,

        @Schema(description = "Used where an agent names none")
        boolean isDefault) {

    /** What tokens cost. */
    @Schema(name = "Price")
    public record PriceView(
            @Schema(examples = "0.15") BigDecimal inputPerMillion,

            @Schema(examples = "0.60") BigDecimal outputPerMillion,

            @Schema(description = "ISO 4217", examples = "EUR")
            String currency) {}

    static ModelView of(ModelDefinition model, boolean isDefault, ProviderStatus status) {
        var price = model.price();
        return new ModelView(
                model.name(),
                model.provider(),
                model.contextWindow(),
                model.maxOutputTokens(),
                model.capabilities().stream().sorted().map(Capability::wireName).toList(),
                new PriceView(price.inputPerMillion(), price.outputPerMillion(), price.currency()),
                status.wireName(),
                model.offline(),
                isDefault);
    }
}
