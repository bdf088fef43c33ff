package de.lopezitwelt.platform.web.identity;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from.
 *
 * @param ipAddress the peer's address, or the one a trusted proxy vouches for; at most 45 characters
 * @param userAgent the client's own words, cut at 512 characters
 */
public record Origin(@Nullable String ipAddress, @Nullable String userAgent) {
    public static final Origin UNKNOWN = new Origin(null, null);
}
