package de.lopezitwelt.chat.session;

/**
 * What a chatbot remembers of messages that no longer fit.
 *
 * @param position of the last message it covers
 * @param branch of that message: on a path that does not hold it, the summary tells of something else
 */
public record SessionSummary(String text, long position, int branch) {}
