package de.lopezitwelt.chat.budget.counter;

/** The part of a counter that a running reply holds until it is settled. */
public record Reservation(CounterKey key, long amount) {}
