package de.lopezitwelt.chat.branch;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Shows the branch that a message stands in. */
public record SwitchRequest(@NotNull @Size(max = 36) String messageId) {}
