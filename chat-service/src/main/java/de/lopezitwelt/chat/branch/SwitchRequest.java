package de.lopezitwelt.chat.branch;

import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.NotNull;

/** Shows the branch that a message stands in. */
public record SwitchRequest(@NotNull Id messageId) {}
