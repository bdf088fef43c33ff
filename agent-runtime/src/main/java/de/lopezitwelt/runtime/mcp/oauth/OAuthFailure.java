package de.lopezitwelt.runtime.mcp.oauth;

/** A sign-in that cannot be made or used. The message is a sentence for people; it names no address and no secret. */
public final class OAuthFailure extends RuntimeException {

    private final Kind kind;

    /** What the caller can do about it. */
    public enum Kind {
        /** The server or its authorization server breaks the standards, or differs from what the operator has registered. */
        UNUSABLE,
        /** It does not answer, or not now: another try may succeed. */
        AWAY,
        /** It refuses the code or the refresh token: the person must sign in again. */
        REFUSED,
        /** It does not know our client. */
        UNKNOWN_CLIENT
    }

    public OAuthFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
