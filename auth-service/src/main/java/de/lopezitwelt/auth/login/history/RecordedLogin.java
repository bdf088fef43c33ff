package de.lopezitwelt.auth.login.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt to sign in, as administrators see it. */
record RecordedLogin(
        String id, String email, String ipAddress, @Nullable String userAgent, boolean success, Instant createdAt) {}
