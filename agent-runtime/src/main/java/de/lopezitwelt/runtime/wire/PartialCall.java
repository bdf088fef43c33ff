package de.lopezitwelt.runtime.wire;

import de.lopezitwelt.platform.json.WellFormed;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One tool call that is being received. */
final class PartialCall {

    private static final String NOTHING = "{}";

    /** Arguments that do not begin as an object by then are shown as they are. */
    private static final int LONGEST_BLANK = 64;

    private static final Pattern EMPTY_OBJECT = Pattern.compile("\\s*\\{\\s*}\\s*");

    private final int index;
    private final StringBuilder arguments = new StringBuilder();
    private String id = "";
    private String name = "";
    private @Nullable String extra;

    /** The id that the caller knows the call by; null until it is needed. */
    private @Nullable String finalId;

    /** Whether another call has begun after it, so that its name is whole. */
    private boolean named;

    /** Whether its beginning was taken. */
    private boolean begun;

    /** How much of the arguments was taken. */
    private int taken;

    /** Whether other arguments have come in place of some that were taken: the call is then told when it is complete. */
    private boolean torn;

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
        return WellFormed.of(arguments.toString());
    }

    @Nullable
    String finalId() {
        return finalId;
    }

    void finalId(String chosen) {
        finalId = chosen;
    }

    boolean begun() {
        return begun;
    }

    /** Another call begins after it. */
    void followed() {
        named = !name.isEmpty();
    }

    /**
     * Whether there is something to {@link #take}.
     *
     * @param complete whether nothing follows
     */
    boolean hasFresh(boolean complete) {
        if (name.isEmpty() || torn) {
            return false;
        }
        int end = end(complete);
        return begun ? taken < end : complete || named || end > 0;
    }

    /** Takes the arguments that are new since the last time; empty for a call that has none yet. */
    String take(boolean complete) {
        begun = true;
        int from = taken;
        taken = Math.max(from, end(complete));
        return WellFormed.of(arguments.substring(from, taken));
    }

    /**
     * How much of the arguments can be shown. Of a complete object the closing brace is held back, and all of an empty one: some
     * servers send it first, and then what they mean.
     */
    private int end(boolean complete) {
        if (complete) {
            return arguments.length();
        }
        if (!isWhole()) {
            int length = arguments.length();
            boolean split = length > 0 && Character.isHighSurrogate(arguments.charAt(length - 1));
            return opensObject(arguments) || length > LONGEST_BLANK ? split ? length - 1 : length : 0;
        }
        return EMPTY_OBJECT.matcher(arguments).matches() ? 0 : arguments.lastIndexOf("}");
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
     * A name may come in pieces, be repeated in each piece, or grow with each piece. It is complete once arguments or another
     * call have come.
     */
    private void takeName(String more) {
        if (named || end(false) > 0) {
            return;
        }
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
            if (!more.startsWith(arguments.substring(0, end(false)))) {
                if (isWhole()) {
                    // the same object, written otherwise
                    return;
                }
                torn = taken > 0;
            }
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

    private static boolean opensObject(CharSequence text) {
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
