/** Texts as vectors: what is asked of a model that embeds, by OpenAI's protocol or without a network. */
@NullMarked
package de.lopezitwelt.runtime.embedding;

import org.jspecify.annotations.NullMarked;
