package de.lopezitwelt.chat.turn.command;

/**
 * A thought, a call of a tool or its answer, as the table {@code reply_steps} keeps it.
 *
 * @param number in the reply, from 0
 * @param json the update that listeners received
 */
public record ReplyStep(String replyId, int number, String json) {}
