package de.lopezitwelt.runtime.check;

/** Holds a whole answer against what the agent is configured to give. Not for an event loop. */
@FunctionalInterface
public interface AnswerCheck {

    Verdict check(String answer);
}
