package de.lopezitwelt.runtime.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The names under which models see the tools of one server: {@code server__tool} in the characters and the length that
 * all providers take ({@code [a-zA-Z0-9_-]{1,64}}). Names of servers have no underscore, so two servers never collide.
 */
final class OfferedNames {

    private static final int LONGEST = 64;

    private final String server;
    private final Map<String, Integer> uses = new HashMap<>();

    OfferedNames(String server, Collection<String> names) {
        this.server = server;
        names.forEach(name -> uses.merge(plain(name), 1, Integer::sum));
    }

    /**
     * The name for one tool. A name that had to be shortened, or became equal to another one, gets a suffix made from
     * the original name, so that it does not depend on the order in which the server lists its tools.
     */
    String of(String name) {
        String plain = plain(name);
        boolean unique = uses.getOrDefault(plain, 0) <= 1 || plain.equals(server + "__" + name);
        return unique && plain.length() <= LONGEST ? plain : suffixed(plain, name);
    }

    private String plain(String name) {
        return server + "__" + name.replaceAll("[^A-Za-z0-9_-]", "_");
    }

    private static String suffixed(String plain, String name) {
        CRC32 sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        String suffix = String.format("_%08x", sum.getValue());
        return plain.substring(0, Math.min(plain.length(), LONGEST - suffix.length())) + suffix;
    }
}
