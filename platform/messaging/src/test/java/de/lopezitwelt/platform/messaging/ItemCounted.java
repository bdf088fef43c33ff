package de.lopezitwelt.platform.messaging;

import org.jspecify.annotations.Nullable;

@EventType(value = "de.lopezitwelt.item.counted.v1", topic = "test.items")
public record ItemCounted(
        String itemId, int amount, @Nullable String note) {}
