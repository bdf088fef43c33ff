package de.lopezitwelt.platform.web.idempotency;

import org.jspecify.annotations.Nullable;

/** What the first request with a key led to, as read back; {@code body} is JSON text. */
public record StoredOutcome(
        byte[] requestHash,
        int status,
        @Nullable String location,
        @Nullable String reference,
        @Nullable String body) {}
