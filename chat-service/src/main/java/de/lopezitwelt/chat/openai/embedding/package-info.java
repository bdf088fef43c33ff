/** Texts as vectors: {@code POST /v1/embeddings}. */
@NullMarked
package de.lopezitwelt.chat.openai.embedding;

import org.jspecify.annotations.NullMarked;
