package de.lopezitwelt.runtime.mcp.oauth;

/** A sign-in that cannot be made or used. The message is a sentence for people; it names no address and no secret. */
public final class OAuthFailure extends RuntimeException {

    private final Kind kind;

    /** What to do about it. */
    public enum Kind {
        /** The server or its authorization server is not as the standards have it, or not as the operator registered it. */
        UNUSABLE,
        /** It does not answer, or says that it cannot now: worth another try. */
        AWAY,
        /** It refuses the code or the refresh token: the person has to sign in again. */
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
