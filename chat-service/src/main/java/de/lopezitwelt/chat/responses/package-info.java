/** OpenAI's Responses API: replies that remember what came before them. */
@NullMarked
package de.lopezitwelt.chat.responses;

import org.jspecify.annotations.NullMarked;
