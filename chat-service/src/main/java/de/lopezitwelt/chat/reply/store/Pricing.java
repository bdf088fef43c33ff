package de.lopezitwelt.chat.reply.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.runtime.catalog.Price;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A model's prices as a reply's row keeps them. The reply is settled with the prices that were in force at its start. */
public final class Pricing {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Pricing() {}

    public static String write(Price price) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("input_per_million", price.inputPerMillion().toPlainString())
                .put("output_per_million", price.outputPerMillion().toPlainString())
                .put("currency", price.currency())
                .toString();
    }

    public static Price read(@Nullable String stored) {
        if (stored == null) {
            return Price.free("EUR");
        }
        try {
            JsonNode node = JSON.readTree(stored);
            return new Price(
                    new BigDecimal(node.path("input_per_million").asText("0")),
                    new BigDecimal(node.path("output_per_million").asText("0")),
                    node.path("currency").asText("EUR"));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a reply holds broken prices", broken);
        }
    }
}
