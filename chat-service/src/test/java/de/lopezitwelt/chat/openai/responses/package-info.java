/** Responses over HTTP: what they remember, what they stream, what is left of them. */
@NullMarked
package de.lopezitwelt.chat.openai.responses;

import org.jspecify.annotations.NullMarked;
