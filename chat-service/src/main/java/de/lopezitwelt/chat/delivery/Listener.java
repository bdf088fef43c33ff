package de.lopezitwelt.chat.delivery;

import de.lopezitwelt.platform.web.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A caller who is being answered.
 *
 * @param organizationId the organization for which the session was opened; callers who leave it are disconnected
 */
public record Listener(Caller caller, @Nullable String organizationId) {}
