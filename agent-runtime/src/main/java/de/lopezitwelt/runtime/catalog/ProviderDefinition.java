package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.call.Timeouts;
import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A server that models are called at.
 *
 * @param baseUrl up to and including {@code /v1}, for either protocol
 * @param tokenLimitField {@code max_tokens}, or {@code max_completion_tokens} where a provider insists
 * @param maxConcurrent model calls in flight at most
 * @param maxQueued calls that wait for one of those at most
 * @param maxAttempts tries before the first token, the first included
 */
public record ProviderDefinition(
        String name,
        Protocol protocol,
        URI baseUrl,
        @Nullable ApiKey apiKey,
        Timeouts timeouts,
        int maxConcurrent,
        int maxQueued,
        int maxAttempts,
        HttpVersion httpVersion,
        String tokenLimitField,
        OutboundAddressPolicy addresses) {

    /** What the server speaks. */
    public enum Protocol {
        OPENAI,
        ANTHROPIC
    }

    /** Which HTTP to speak. AUTO negotiates HTTP/2 under TLS and speaks 1.1 without. */
    public enum HttpVersion {
        AUTO,
        HTTP_1_1,
        HTTP_2
    }
}
