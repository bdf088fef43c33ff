/** Responses as OpenAI writes them: objects, events and ids. */
@NullMarked
package de.lopezitwelt.chat.openai.responses.write;

import org.jspecify.annotations.NullMarked;
