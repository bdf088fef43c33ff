package de.lopezitwelt.platform.web.identity;

/** Where the authenticated caller is kept for the length of a request. */
public final class CallerAttribute {
    public static final String KEY = "lopez.caller";

    private CallerAttribute() {}
}
