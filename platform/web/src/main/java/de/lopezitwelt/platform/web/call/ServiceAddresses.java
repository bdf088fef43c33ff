package de.lopezitwelt.platform.web.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** Base URLs of the services ({@code lopez.services.<name>}), without a trailing slash. */
@ConfigMapping(prefix = "lopez.services")
public interface ServiceAddresses {
    @WithParentName
    Map<String, String> urls();

    /** @throws IllegalArgumentException for a service that is not configured */
    default String of(String service) {
        String url = urls().get(service);
        if (url == null) {
            throw new IllegalArgumentException("lopez.services." + service + " is not set");
        }
        return url;
    }
}
