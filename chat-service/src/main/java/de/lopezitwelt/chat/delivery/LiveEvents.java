package de.lopezitwelt.chat.delivery;

import io.smallrye.mutiny.Multi;
import org.jspecify.annotations.Nullable;

/**
 * Server-Sent Events of a session.
 *
 * @param organizationId see {@link Listener}
 * @param events each ends with an empty line
 */
public record LiveEvents(@Nullable String organizationId, Multi<String> events) {}
