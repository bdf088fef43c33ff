package de.lopezitwelt.chat.turn;

import de.lopezitwelt.chat.budget.Counters;
import java.util.ArrayList;
import java.util.List;

/** Everything that a batch writes, and the outcomes for its callers. */
final class TurnPlan {
    final List<TurnOutcome> outcomes = new ArrayList<>();
    final List<StoredMessage> messages = new ArrayList<>();
    final List<TurnCommand.OpenReply> opened = new ArrayList<>();
    final List<TurnCommand.CloseReply> closed = new ArrayList<>();
    final List<TurnCommand.Request> keyed = new ArrayList<>();
    final List<NewBranch> branches = new ArrayList<>();
    final List<TurnFact> facts = new ArrayList<>();
    final List<SessionRow> sessions = new ArrayList<>();
    final Counters counters;

    TurnPlan(Counters counters) {
        this.counters = counters;
    }

    boolean isEmpty() {
        return messages.isEmpty() && opened.isEmpty() && closed.isEmpty() && sessions.isEmpty();
    }
}
