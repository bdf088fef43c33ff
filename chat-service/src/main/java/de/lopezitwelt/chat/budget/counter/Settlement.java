package de.lopezitwelt.chat.budget.counter;

/** Gives a reservation back and books the real use instead; {@code used} may exceed {@code reserved}. */
public record Settlement(CounterKey key, long reserved, long used) {}
