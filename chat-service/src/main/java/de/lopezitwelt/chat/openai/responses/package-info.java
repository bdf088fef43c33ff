/** OpenAI's Responses API, {@code /v1/responses}: replies that remember what came before them. */
@NullMarked
package de.lopezitwelt.chat.openai.responses;

import org.jspecify.annotations.NullMarked;
