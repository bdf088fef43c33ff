package de.lopezitwelt.platform.messaging;

import org.jspecify.annotations.Nullable;

/**
 * Who does something, and from where. {@code ipAddress} and {@code userAgent} are personal data: they go to the
 * activity and audit streams only, never into a domain event.
 */
public record Actor(
        @Nullable String userId,
        @Nullable String apiKeyId,
        @Nullable String service,
        @Nullable String ipAddress,
        @Nullable String userAgent) {

    /** The actor for work that the platform does on its own. */
    public static Actor ofService(String service) {
        return new Actor(null, null, service, null, null);
    }

    /**
     * The envelope's {@code actor}: {@code api_key:<id>}, {@code user:<id>} or {@code service:<name>}. Null when there
     * is no actor.
     */
    public @Nullable String reference() {
        if (apiKeyId != null) {
            return "api_key:" + apiKeyId;
        }
        if (userId != null) {
            return "user:" + userId;
        }
        return service == null ? null : "service:" + service;
    }
}
