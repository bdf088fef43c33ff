/** The agents that a caller may use, as OpenAI's models: {@code /v1/models}. */
@NullMarked
package de.lopezitwelt.chat.openai.model;

import org.jspecify.annotations.NullMarked;
