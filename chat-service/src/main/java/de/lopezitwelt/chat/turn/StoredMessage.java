package de.lopezitwelt.chat.turn;

/** A message with the place it got. */
public record StoredMessage(MessageDraft draft, String sessionId, long position) {}
