package de.lopezitwelt.auth.invitation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Invitations to register. */
@ConfigMapping(prefix = "lopez.auth.invitations")
public interface InvitationConfig {
    /** How long an invitation is valid. */
    @WithDefault("7D")
    Duration life();
}
