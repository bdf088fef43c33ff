/** A lean client of the OpenAI chat-completions protocol. */
@NullMarked
package de.lopezitwelt.runtime.openai;

import org.jspecify.annotations.NullMarked;
