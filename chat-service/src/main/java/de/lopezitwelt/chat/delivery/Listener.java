package de.lopezitwelt.chat.delivery;

import de.lopezitwelt.platform.web.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is being answered.
 *
 * @param organizationId on whose behalf the session was opened: who leaves the organization hears no more of it
 */
public record Listener(Caller caller, @Nullable String organizationId) {}
