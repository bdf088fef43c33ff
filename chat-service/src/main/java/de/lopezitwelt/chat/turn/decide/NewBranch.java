package de.lopezitwelt.chat.turn.decide;

import de.lopezitwelt.chat.branch.Fork;

/** A branch that a batch opens. */
public record NewBranch(String sessionId, int branch, Fork fork) {}
