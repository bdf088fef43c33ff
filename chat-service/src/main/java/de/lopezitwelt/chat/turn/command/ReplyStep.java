package de.lopezitwelt.chat.turn.command;

/**
 * Something a tool did in a reply, as it is kept.
 *
 * @param number in the reply, from 0
 * @param json what listeners heard of it
 */
public record ReplyStep(String replyId, int number, String json) {}
