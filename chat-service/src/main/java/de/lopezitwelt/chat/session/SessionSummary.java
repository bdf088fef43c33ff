package de.lopezitwelt.chat.session;

/**
 * A summary of the older messages, which no longer fit into a chatbot's prompt.
 *
 * @param position position of the last message that it covers
 * @param branch branch of that message; the summary is of no use on a path without it
 */
public record SessionSummary(String text, long position, int branch) {}
