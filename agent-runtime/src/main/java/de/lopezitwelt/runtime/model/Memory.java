package de.lopezitwelt.runtime.model;

import org.jspecify.annotations.Nullable;

/**
 * Says that the caller stores summaries for later replies, so that making one is worth its price.
 *
 * @param summary of the messages before the conversation's first one; null when there are none
 */
public record Memory(@Nullable String summary) {}
