package de.lopezitwelt.runtime.mcp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A tool that an agent asks for, or a server lists, and that a model is not offered.
 *
 * @param server the catalog's name of the server; null for a tool of the platform
 * @param name the server's own name of the tool, without control characters; {@link #ALL} for all tools, or for those
 *     whose names were not read
 * @param reason a sentence for the agent's owner; names no address
 */
public record LeftOutTool(@Nullable String server, String name, Why why, String reason) {

    /** Stands for tools whose names are not known. */
    public static final String ALL = "*";

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_REASON = 1_000;

    /** The kind of reason, as metrics count it. */
    public enum Why {
        /** A limit of pages or tools. */
        LIMIT,
        /** The tool has no name, or one that cannot be used. */
        NAME,
        /** The tool has no schema, or one that models cannot be given. */
        SCHEMA,
        /** Another tool has this name. */
        COLLISION,
        /** The server could not be read. */
        AWAY,
        /** The server refuses our key, or wants a sign-in. */
        SIGN_IN,
        /** The server redirects to an address that calls do not follow. */
        REDIRECT,
        /** The agent's model takes no tools. */
        MODEL,
        /** The operator has not allowed it. */
        NOT_ALLOWED,
        /** There is no tool of this name. */
        UNKNOWN;

        /** In lower case, as a label of metrics. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public LeftOutTool {
        name = shown(name, LONGEST_NAME);
        reason = shown(reason, LONGEST_REASON);
    }

    /** A server's text for logs and people: cut at this many characters, without control characters and halves of surrogate pairs. */
    public static String shown(String words, int longest) {
        return words.substring(0, Math.min(words.length(), longest)).replaceAll("[\\p{Cc}\\p{Cs}]", " ");
    }
}
