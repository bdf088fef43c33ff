/** The API that OpenAI's clients speak: models and chat completions under {@code /v1}. */
@NullMarked
package de.lopezitwelt.chat.openai;

import org.jspecify.annotations.NullMarked;
