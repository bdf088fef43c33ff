/**
 * The API that OpenAI's clients speak, under {@code /v1}. This package holds what {@code completion}, {@code responses}
 * and {@code model} share: JSON fields, files within requests, errors.
 */
@NullMarked
package de.lopezitwelt.chat.openai;

import org.jspecify.annotations.NullMarked;
