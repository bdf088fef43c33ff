package de.lopezitwelt.runtime.catalog;

import de.lopezitwelt.runtime.call.Timeouts;
import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import java.net.URI;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A server that runs models.
 *
 * @param baseUrl up to and including {@code /v1}, for either protocol
 * @param keyHeader the header that the key goes into, lower case
 * @param maxConcurrent most model calls at the same time
 * @param maxQueued most calls that wait
 * @param maxAttempts tries before the first token, the first included
 * @param quirks for its models without quirks of their own
 * @param currency for prices of its models that name none, ISO 4217
 */
public record ProviderDefinition(
        String name,
        Protocol protocol,
        URI baseUrl,
        @Nullable ApiKey apiKey,
        String keyHeader,
        Timeouts timeouts,
        int maxConcurrent,
        int maxQueued,
        int maxAttempts,
        HttpVersion httpVersion,
        Quirks quirks,
        String currency,
        OutboundAddressPolicy addresses) {

    /** The usual header for keys, with the scheme {@code Bearer}; in any other header the key stands alone. */
    public static final String AUTHORIZATION = "authorization";

    /** Passes the header with the key, if there is one, to the code that puts it on the wire. */
    public void authenticate(BiConsumer<String, String> header) {
        if (apiKey != null) {
            apiKey.reveal(key -> header.accept(keyHeader, keyHeader.equals(AUTHORIZATION) ? "Bearer " + key : key));
        }
    }

    /** The protocol of the server. */
    public enum Protocol {
        OPENAI,
        ANTHROPIC
    }

    /** The version of HTTP. AUTO negotiates HTTP/2 under TLS and uses 1.1 without. */
    public enum HttpVersion {
        AUTO,
        HTTP_1_1,
        HTTP_2
    }
}
