/** The tables of replies, their checkpointed texts and their steps. */
@NullMarked
package de.lopezitwelt.chat.reply.store;

import org.jspecify.annotations.NullMarked;
