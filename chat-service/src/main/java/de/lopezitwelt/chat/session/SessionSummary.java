package de.lopezitwelt.chat.session;

/**
 * What a chatbot remembers of messages that no longer fit.
 *
 * @param position of the last message it covers
 */
public record SessionSummary(String text, long position) {}
