package de.lopezitwelt.runtime.wire;

import org.jspecify.annotations.Nullable;

/** One tool call that is being received. */
final class PartialCall {

    private static final String NOTHING = "{}";

    private final int index;
    private final StringBuilder arguments = new StringBuilder();
    private String id = "";
    private String name = "";
    private @Nullable String extra;

    /** The arguments are scanned up to here. The fields below say whether they form one complete JSON object. */
    private int seen;

    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean whole;

    PartialCall(int index) {
        this.index = index;
    }

    int index() {
        return index;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    @Nullable
    String extra() {
        return extra;
    }

    String arguments() {
        return arguments.toString();
    }

    /** Whether a piece begins another call although its index or id belongs to this one. */
    boolean isOther(String otherId, String otherName, String more) {
        if (otherName.isEmpty()) {
            return false;
        }
        boolean opens = opensObject(more);
        boolean complete = isWhole();
        if (!otherId.isEmpty() && !id.isEmpty() && !otherId.equals(id)) {
            return complete || opens || arguments.isEmpty();
        }
        boolean otherTool = !name.isEmpty() && !otherName.startsWith(name);
        if (otherTool && !arguments.isEmpty()) {
            return true;
        }
        return otherId.isEmpty() && complete && opens && !(otherName.equals(name) && more.contentEquals(arguments));
    }

    void take(String newId, String newName, String more, boolean allOfThem, @Nullable String fields) {
        extra = fields == null ? extra : fields;
        if (id.isEmpty()) {
            id = newId;
        }
        takeName(newName);
        takeArguments(more, allOfThem);
    }

    /**
     * A name may come in pieces, be repeated in each piece, or grow with each piece. It is complete once arguments have
     * come.
     */
    private void takeName(String more) {
        if (more.startsWith(name)) {
            name = more;
        } else if (!more.isEmpty() && arguments.isEmpty()) {
            name += more;
        }
    }

    private void takeArguments(String more, boolean allOfThem) {
        if (more.isEmpty() || allOfThem && more.equals(NOTHING) && !arguments.isEmpty()) {
            return;
        }
        boolean again = opensObject(more) && (isWhole() || startsWithArguments(more));
        if (allOfThem || again) {
            arguments.setLength(0);
            seen = 0;
            depth = 0;
            whole = false;
            inString = false;
            escaped = false;
        } else if (isWhole()) {
            return;
        }
        arguments.append(more);
    }

    /** A piece that repeats all arguments so far is a resend, because a continuation cannot start that way. */
    private boolean startsWithArguments(String more) {
        int length = arguments.length();
        if (length < 2 || more.length() < length || arguments.charAt(0) != '{') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (more.charAt(i) != arguments.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean opensObject(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > ' ') {
                return text.charAt(i) == '{';
            }
        }
        return false;
    }

    /** Whether the arguments are one complete JSON object. Scans each character only once. */
    private boolean isWhole() {
        while (seen < arguments.length()) {
            char c = arguments.charAt(seen++);
            if (inString) {
                inString = escaped || c != '"';
                escaped = !escaped && c == '\\';
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            whole = depth == 0 && !inString && (whole || c == '}');
        }
        return whole;
    }
}
