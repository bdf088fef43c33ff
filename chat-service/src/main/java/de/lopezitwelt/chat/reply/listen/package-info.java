/**
 * Follows a reply: resumes it after an event id, on this instance, on another one, or from what was stored; reads and
 * cancels it.
 */
@NullMarked
package de.lopezitwelt.chat.reply.listen;

import org.jspecify.annotations.NullMarked;
