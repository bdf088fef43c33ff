package de.lopezitwelt.platform.web.identity;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * The address a request came from. {@code X-Forwarded-For} counts only as far as trusted proxies wrote it: read from
 * the right, the first address that is not a trusted proxy is the client.
 */
@ApplicationScoped
public class ClientAddress {
    private static final int MAX_USER_AGENT = 512;

    private final TrustedProxies proxies;

    ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    public Origin originOf(HttpServerRequest request) {
        return new Origin(addressOf(request), userAgentOf(request));
    }

    public @Nullable String addressOf(HttpServerRequest request) {
        var peer = request.remoteAddress();
        if (peer == null || peer.hostAddress() == null) {
            return null;
        }
        String address = peer.hostAddress();
        if (!proxies.trusts(address)) {
            return address;
        }
        String[] hops =
                String.join(",", request.headers().getAll("X-Forwarded-For")).split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!IpRange.isAddress(hop)) {
                return address;
            }
            address = hop;
            if (!proxies.trusts(hop)) {
                return hop;
            }
        }
        return address;
    }

    /** The address, or the IPv6 network of 64 bits, that counts as one client: a household has at least such a network. */
    public @Nullable String networkOf(HttpServerRequest request) {
        String address = addressOf(request);
        return address == null ? null : IpRange.networkOf(address);
    }

    /** As {@link #networkOf(HttpServerRequest)}, for an address that is already known; {@code unknown} for null. */
    public static String networkOf(@Nullable String ipAddress) {
        return ipAddress == null ? "unknown" : IpRange.networkOf(ipAddress);
    }

    /** Whether a text is an IPv4 or IPv6 address; a name is never resolved. */
    public static boolean isAddress(String text) {
        return IpRange.isAddress(text);
    }

    private static @Nullable String userAgentOf(HttpServerRequest request) {
        String agent = request.getHeader("User-Agent");
        return agent == null || agent.length() <= MAX_USER_AGENT ? agent : agent.substring(0, MAX_USER_AGENT);
    }
}
