package de.lopezitwelt.runtime.outbound;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port of a URL (RFC 6454 §4). Empty texts stand for what the URL does not name.
 *
 * @param port the scheme's own when the URL names none
 */
public record Origin(String scheme, String host, int port) {

    public static Origin of(URI url) {
        String scheme = lower(url.getScheme() == null ? "" : url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, lower(url.getHost() == null ? "" : url.getHost()), port);
    }

    boolean tls() {
        return scheme.equals("https");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
