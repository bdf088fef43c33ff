package de.lopezitwelt.chat.turn;

import de.lopezitwelt.chat.branch.Fork;

/** A branch that a batch opens. */
record NewBranch(String sessionId, int branch, Fork fork) {}
