package de.lopezitwelt.chat.title;

/** The outcome of making a session's title. */
enum TitleOutcome {
    /** The session has the model's title. */
    GIVEN,
    /** A user had named the session in the meantime, or it was deleted. */
    LATE,
    /** A budget does not allow the call; no model was asked. */
    OVER_BUDGET,
    /** The model failed, or its answer cannot be a title. */
    FAILED,
    /** Too many titles were waiting. */
    DROPPED
}
