package de.lopezitwelt.chat.branch;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for the branch that holds a message. */
public record SwitchRequest(@NotNull @Size(max = 36) String messageId) {}
