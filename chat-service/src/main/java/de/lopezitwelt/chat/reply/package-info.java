/** Replies: started once per session, checkpointed, cancelled, resumed anywhere, recovered when their owner dies. */
@NullMarked
package de.lopezitwelt.chat.reply;

import org.jspecify.annotations.NullMarked;
