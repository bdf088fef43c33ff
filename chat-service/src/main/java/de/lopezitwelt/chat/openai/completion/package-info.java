/** Chat completions: {@code POST /v1/chat/completions}. */
@NullMarked
package de.lopezitwelt.chat.openai.completion;

import org.jspecify.annotations.NullMarked;
