/** OpenAI's protocol: requests for chat completions written, chunks read. */
@NullMarked
package de.lopezitwelt.runtime.openai;

import org.jspecify.annotations.NullMarked;
