package de.lopezitwelt.chat.title;

/** What became of a session's title. */
enum TitleOutcome {
    /** The session is called what the model said. */
    GIVEN,
    /** A person had named the session meanwhile, or it is gone. */
    LATE,
    /** A budget does not allow the call; nobody was asked. */
    OVER_BUDGET,
    /** The model failed, or said nothing that could be a title. */
    FAILED,
    /** Too many titles were waited for. */
    DROPPED
}
