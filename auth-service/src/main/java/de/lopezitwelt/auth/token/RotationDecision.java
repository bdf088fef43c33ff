package de.lopezitwelt.auth.token;

/** What becomes of a presented refresh token. */
enum RotationDecision {
    /** It is the newest one: a successor takes over. */
    ROTATE,
    /** The answer to its rotation may have got lost: the same successor is handed out once more. */
    REPEAT,
    /** Somebody holds a token that was replaced before: thief or victim, the family ends. */
    REVOKE_FAMILY,
    /** Expired or revoked. */
    REFUSE
}
