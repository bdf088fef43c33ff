/** OpenAI's conversations, {@code /v1/conversations}: sessions under another name. */
@NullMarked
package de.lopezitwelt.chat.openai.conversations;

import org.jspecify.annotations.NullMarked;
