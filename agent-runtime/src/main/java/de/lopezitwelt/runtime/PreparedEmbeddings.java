package de.lopezitwelt.runtime;

import java.util.List;
import java.util.function.Supplier;

/**
 * Embeddings whose cost is bounded, ready to start.
 *
 * @param call its events hold no text: they tell when a provider is asked, and what it used
 * @param vectors one for each input, in order; complete when the events are
 */
public record PreparedEmbeddings(PreparedReply call, Supplier<List<float[]>> vectors) {}
