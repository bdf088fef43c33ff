package de.lopezitwelt.platform.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a MySQL server listens. */
public record MySqlAddress(String host, int port) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads {@code host:port}.
     *
     * @param key what the message names
     * @throws IllegalStateException for anything else
     */
    public static MySqlAddress parse(String key, String text) {
        Matcher found = FORM.matcher(text.strip());
        int port = found.matches() ? Integer.parseInt(found.group(2)) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalStateException("Not started: " + key + " must be host:port, not " + text);
        }
        return new MySqlAddress(found.group(1), port);
    }

    /** {@code host:port}. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
