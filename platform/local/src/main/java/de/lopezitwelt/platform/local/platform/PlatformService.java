package de.lopezitwelt.platform.local.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The services, in the order in which people read about them. */
public enum PlatformService {
    AUTH("auth", 8081),
    AGENT("agent", 8082),
    CHAT("chat", 8083),
    ORG_BILLING("org-billing", 8084),
    ANALYTICS("analytics", 8085);

    private final String key;
    private final int standardPort;

    PlatformService(String key, int standardPort) {
        this.key = key;
        this.standardPort = standardPort;
    }

    /** As in {@code lopez.services.<key>}. */
    public String key() {
        return key;
    }

    /** Its module, its process and its name towards other services. */
    public String serviceName() {
        return key + "-service";
    }

    public int standardPort() {
        return standardPort;
    }

    public String schema() {
        return "lopez_" + name().toLowerCase(Locale.ROOT);
    }

    /** Finds {@code chat} and {@code chat-service} alike. */
    public static Optional<PlatformService> named(String name) {
        return Arrays.stream(values())
                .filter(service ->
                        service.key.equals(name) || service.serviceName().equals(name))
                .findFirst();
    }
}
