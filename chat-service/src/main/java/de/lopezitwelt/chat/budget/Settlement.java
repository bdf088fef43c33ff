package de.lopezitwelt.chat.budget;

/** Gives a reservation back and books what was really used instead; {@code used} may exceed {@code reserved}. */
public record Settlement(CounterKey key, long reserved, long used) {}
