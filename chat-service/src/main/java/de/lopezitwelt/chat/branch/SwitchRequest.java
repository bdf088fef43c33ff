package de.lopezitwelt.chat.branch;

import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.NotNull;

/** Asks for the branch that holds a message. */
public record SwitchRequest(@NotNull Id messageId) {}
