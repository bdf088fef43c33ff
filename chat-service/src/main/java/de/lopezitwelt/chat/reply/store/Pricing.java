package de.lopezitwelt.chat.reply.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.catalog.Price;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A model's prices as a reply's row keeps them. The reply is settled with the prices that were in force at its start.
 */
public final class Pricing {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CACHED = "cached_input_per_million";
    private static final String CACHE_WRITE = "cache_write_per_million";
    private static final String REASONING = "reasoning_per_million";

    private Pricing() {}

    public static String write(Price price) {
        ObjectNode written = JsonNodeFactory.instance
                .objectNode()
                .put("input_per_million", price.inputPerMillion().toPlainString())
                .put("output_per_million", price.outputPerMillion().toPlainString());
        put(written, CACHED, price.cachedInputPerMillion());
        put(written, CACHE_WRITE, price.cacheWritePerMillion());
        put(written, REASONING, price.reasoningPerMillion());
        return written.put("currency", price.currency()).toString();
    }

    private static void put(ObjectNode written, String name, @Nullable BigDecimal rate) {
        if (rate != null) {
            written.put(name, rate.toPlainString());
        }
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
                    rate(node, CACHED),
                    rate(node, CACHE_WRITE),
                    rate(node, REASONING),
                    node.path("currency").asText("EUR"));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a reply holds broken prices", broken);
        }
    }

    private static @Nullable BigDecimal rate(JsonNode stored, String name) {
        return stored.hasNonNull(name) ? new BigDecimal(stored.get(name).asText()) : null;
    }
}
