/** Everything about a turn that is known before its transaction: the request, the agent, the history, the prompt. */
@NullMarked
package de.lopezitwelt.chat.reply.prepare;

import org.jspecify.annotations.NullMarked;
