package de.lopezitwelt.platform.local.operator;

import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the services are and what opens them.
 *
 * @param secret of the client {@code operator}
 */
public record OperatorAccess(Map<PlatformService, URI> addresses, String secret) {
    public OperatorAccess {
        addresses = Map.copyOf(addresses);
    }

    /**
     * The platform of this machine; {@code LOPEZ_AUTH_URL}, {@code LOPEZ_ORG_BILLING_URL} and so on name services elsewhere,
     * {@code LOPEZ_OPERATOR_SECRET} their operator's secret.
     */
    public static OperatorAccess of(LocalPlatform platform, Map<String, String> environment) {
        var addresses = new EnumMap<PlatformService, URI>(PlatformService.class);
        for (PlatformService service : PlatformService.values()) {
            String named = environment.getOrDefault("LOPEZ_" + service.name() + "_URL", "");
            addresses.put(service, named.isBlank() ? platform.url(service) : URI.create(named.replaceAll("/+$", "")));
        }
        String secret = environment.getOrDefault("LOPEZ_OPERATOR_SECRET", "");
        return new OperatorAccess(addresses, secret.isBlank() ? platform.operatorSecret() : secret);
    }

    URI address(PlatformService service) {
        URI address = addresses.get(service);
        if (address == null) {
            throw new IllegalStateException("no address of " + service.serviceName());
        }
        return address;
    }
}
