package de.lopezitwelt.platform.web.identity;

/** Where the authenticated caller is kept for the length of a request. */
final class CallerAttribute {
    static final String KEY = "lopez.caller";

    private CallerAttribute() {}
}
