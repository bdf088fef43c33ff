package de.lopezitwelt.auth.totp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param recoveryCodesLeft number of unused recovery codes */
public record TotpStatus(boolean enabled, @Nullable Instant enabledAt, long recoveryCodesLeft) {
    static final TotpStatus NONE = new TotpStatus(false, null, 0);
}
