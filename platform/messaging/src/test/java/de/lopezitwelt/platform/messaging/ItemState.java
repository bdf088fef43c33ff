package de.lopezitwelt.platform.messaging;

@EventType(value = "de.lopezitwelt.item.state.v1", topic = "test.items.state")
public record ItemState(String itemId, String colour) {}
