package de.lopezitwelt.runtime.model;

import org.jspecify.annotations.Nullable;

/**
 * Says that the caller keeps summaries from turn to turn, so that making one is worth its price.
 *
 * @param summary of what was said before the conversation's first turn; null when it begins there
 */
public record Memory(@Nullable String summary) {}
