package de.lopezitwelt.analytics.activity;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import org.jspecify.annotations.Nullable;

/** Users see their own history; moderators and administrators see every history. */
final class ActivityPolicy {
    private ActivityPolicy() {}

    static boolean maySee(Caller caller, @Nullable String userId) {
        return caller.userId().equals(userId) || caller.holds(PlatformRole.MODERATOR);
    }
}
