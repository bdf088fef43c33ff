package de.lopezitwelt.platform.local.operator;

import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.net.URI;
import java.net.URISyntaxException;
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
            String variable = "LOPEZ_" + service.name() + "_URL";
            String named = environment.getOrDefault(variable, "");
            addresses.put(service, named.isBlank() ? platform.url(service) : parse(variable, named));
        }
        String secret = environment.getOrDefault("LOPEZ_OPERATOR_SECRET", "");
        return new OperatorAccess(addresses, secret.isBlank() ? platform.operatorSecret() : secret);
    }

    private static URI parse(String variable, String address) {
        try {
            URI uri = new URI(address.strip().replaceAll("/+$", ""));
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException broken) {
            // answered below, like an address of another kind
        }
        throw new IllegalStateException(variable + ": expected http://host:port, not " + address);
    }

    URI address(PlatformService service) {
        URI address = addresses.get(service);
        if (address == null) {
            throw new IllegalStateException("no address of " + service.serviceName());
        }
        return address;
    }
}
