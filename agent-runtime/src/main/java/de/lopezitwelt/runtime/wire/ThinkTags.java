package de.lopezitwelt.runtime.wire;

import java.util.List;

/**
 * Separates reasoning between tags from the text, where the text begins with it. Later tags are text, because a model
 * may write about them. Reasoning without a closing tag lasts to the end. Not thread safe.
 */
public final class ThinkTags {

    private static final List<String> OPENING =
            List.of("<think>", "<thinking>", "<thought>", "<reasoning>", "<seed:think>", "[THINK]", "◁think▷");
    private static final List<String> CLOSING =
            List.of("</think>", "</thinking>", "</thought>", "</reasoning>", "</seed:think>", "[/THINK]", "◁/think▷");

    private enum State {
        BEFORE,
        THINKING,
        TEXT
    }

    private final StringBuilder held = new StringBuilder();
    private State state = State.BEFORE;
    private String closing = "";
    private boolean thought;

    /**
     * Reads more of the model's text.
     *
     * @param thoughts receives the reasoning
     * @param ended true at the end of input: an incomplete tag is then text
     * @return the part that is visible text
     */
    public String read(String more, StringBuilder thoughts, boolean ended) {
        if (state == State.TEXT) {
            return more;
        }
        held.append(more);
        boolean goesOn = true;
        while (goesOn) {
            goesOn = switch (state) {
                case BEFORE -> opened(ended);
                case THINKING -> closed(thoughts, ended);
                case TEXT -> false;
            };
        }
        return state == State.TEXT ? rest() : "";
    }

    /**
     * A whole text without reasoning that ends with a tag but does not begin with one: chat templates write the opening tag
     * themselves. Only for texts in which no such tag is meant.
     */
    public static String behindClosing(String text) {
        int end = 0;
        for (int i = 0; i < CLOSING.size(); i++) {
            int closing = text.lastIndexOf(CLOSING.get(i));
            end = Math.max(end, closing < 0 ? 0 : closing + CLOSING.get(i).length());
        }
        return text.substring(end);
    }

    private String rest() {
        String text = held.toString();
        held.setLength(0);
        return text;
    }

    /** Whether characters are held back that may still become text. */
    public boolean holds() {
        return !held.isEmpty();
    }

    private boolean opened(boolean ended) {
        int first = 0;
        while (first < held.length() && Character.isWhitespace(held.charAt(first))) {
            first++;
        }
        boolean mayFollow = first == held.length();
        for (int i = 0; i < OPENING.size() && first < held.length(); i++) {
            String tag = OPENING.get(i);
            int same = sameCharacters(first, tag);
            if (same == tag.length()) {
                held.delete(0, first + same);
                closing = CLOSING.get(i);
                thought = true;
                state = State.THINKING;
                return true;
            }
            mayFollow |= first + same == held.length();
        }
        if (mayFollow && !ended) {
            return false;
        }
        if (thought) {
            held.delete(0, first);
        }
        state = State.TEXT;
        return false;
    }

    private int sameCharacters(int from, String tag) {
        int same = 0;
        while (same < tag.length() && from + same < held.length() && held.charAt(from + same) == tag.charAt(same)) {
            same++;
        }
        return same;
    }

    private boolean closed(StringBuilder thoughts, boolean ended) {
        int end = held.indexOf(closing);
        if (end >= 0) {
            thoughts.append(held, 0, end);
            held.delete(0, end + closing.length());
            state = State.BEFORE;
            return true;
        }
        int keep = ended ? 0 : closing.length() - 1;
        while (keep > 0 && !(keep <= held.length() && closing.startsWith(held.substring(held.length() - keep)))) {
            keep--;
        }
        thoughts.append(held, 0, held.length() - keep);
        held.delete(0, held.length() - keep);
        return false;
    }
}
