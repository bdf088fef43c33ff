package de.lopezitwelt.auth.token.rotation;

/** What happens to a presented refresh token. */
public enum RotationDecision {
    /** It is the newest one: a successor replaces it. */
    ROTATE,
    /** The answer to its rotation may have been lost: the same successor is returned again. */
    REPEAT,
    /** A token that was replaced long before has been presented, by a thief or by the victim: the family ends. */
    REVOKE_FAMILY,
    /** Expired or revoked. */
    REFUSE
}
