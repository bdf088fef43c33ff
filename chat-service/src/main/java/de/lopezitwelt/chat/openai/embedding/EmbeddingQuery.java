package de.lopezitwelt.chat.openai.embedding;

import de.lopezitwelt.runtime.embedding.EmbeddingRequest;

/**
 * What a client asks for.
 *
 * @param model name of a model that embeds
 * @param base64 whether the vectors are wanted in Base64
 */
record EmbeddingQuery(String model, EmbeddingRequest request, boolean base64) {}
