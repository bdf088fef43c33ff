package de.lopezitwelt.chat.turn.decide;

import de.lopezitwelt.chat.budget.counter.Counters;
import de.lopezitwelt.chat.turn.command.StoredMessage;
import de.lopezitwelt.chat.turn.command.TurnCommand;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import java.util.ArrayList;
import java.util.List;

/** Everything that a batch writes, and the outcomes for its callers. */
public final class TurnPlan {
    public final List<TurnOutcome> outcomes = new ArrayList<>();
    public final List<StoredMessage> messages = new ArrayList<>();
    public final List<TurnCommand.OpenReply> opened = new ArrayList<>();
    public final List<TurnCommand.CloseReply> closed = new ArrayList<>();
    public final List<TurnCommand.Request> keyed = new ArrayList<>();
    public final List<NewBranch> branches = new ArrayList<>();
    public final List<TurnFact> facts = new ArrayList<>();
    public final List<AskedTurn> asked = new ArrayList<>();
    public final List<SessionRow> sessions = new ArrayList<>();
    public final Counters counters;

    TurnPlan(Counters counters) {
        this.counters = counters;
    }

    public boolean isEmpty() {
        return messages.isEmpty() && opened.isEmpty() && closed.isEmpty() && sessions.isEmpty() && facts.isEmpty();
    }
}
