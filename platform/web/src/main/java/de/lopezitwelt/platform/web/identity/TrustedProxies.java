package de.lopezitwelt.platform.web.identity;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The proxies whose {@code X-Forwarded-For} is trusted ({@code lopez.proxy.trusted}, addresses or CIDR ranges). */
@Singleton
class TrustedProxies {
    private final List<IpRange> ranges;

    TrustedProxies(@ConfigProperty(name = "lopez.proxy.trusted") Optional<List<String>> trusted) {
        this.ranges = trusted.orElse(List.of()).stream()
                .map(String::strip)
                .map(IpRange::parse)
                .toList();
    }

    boolean trusts(String address) {
        for (IpRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
