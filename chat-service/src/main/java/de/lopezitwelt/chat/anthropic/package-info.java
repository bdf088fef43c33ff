/**
 * Anthropic's protocol under {@code /v1/messages}. Requests become the same as chat completions, and replies are made by the
 * same service; only their form is another.
 */
@NullMarked
package de.lopezitwelt.chat.anthropic;

import org.jspecify.annotations.NullMarked;
