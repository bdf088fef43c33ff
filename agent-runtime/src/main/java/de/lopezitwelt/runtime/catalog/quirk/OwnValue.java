package de.lopezitwelt.runtime.catalog.quirk;

import de.lopezitwelt.runtime.outbound.ApiKey;

/**
 * The value of a header or query parameter of the operator's own. It prints as stars.
 *
 * @param secret whether it was read from a file or the environment, so that it is hidden in errors of the provider too
 */
public record OwnValue(ApiKey text, boolean secret) {}
