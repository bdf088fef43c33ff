package de.lopezitwelt.chat.reply.store;

import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model thought, as the message's metadata keeps it. Long thoughts are cut; listeners received them whole.
 *
 * @param at characters of the text before it
 */
public record StoredThought(int at, String text) {
    /** Of all thoughts of a reply together. Each prompt of a session reads the metadata of its messages. */
    private static final int LONGEST = 16 * 1024;

    /** The thoughts among a reply's steps. Adjacent ones become one. */
    public static List<StoredThought> of(List<ReplyUpdate.Step> steps) {
        List<StoredThought> thoughts = new ArrayList<>();
        StringBuilder thought = new StringBuilder();
        int at = 0;
        int units = 0;
        int room = LONGEST;
        for (ReplyUpdate.Step step : steps) {
            int start = (int) (step.position() - step.units()) - units;
            boolean goesOn = step instanceof ReplyUpdate.Thought && start == at;
            if (!goesOn) {
                room -= close(thoughts, at, thought, room);
            }
            if (step instanceof ReplyUpdate.Thought piece) {
                at = start;
                thought.append(piece.text());
            }
            units += step.units();
        }
        close(thoughts, at, thought, room);
        return thoughts;
    }

    private static int close(List<StoredThought> thoughts, int at, StringBuilder thought, int room) {
        int length = Math.min(thought.length(), room);
        if (length > 0) {
            boolean whole = length == thought.length();
            int end = !whole && Character.isHighSurrogate(thought.charAt(length - 1)) ? length - 1 : length;
            thoughts.add(new StoredThought(at, whole ? thought.toString() : thought.substring(0, end) + "…"));
        }
        thought.setLength(0);
        return length;
    }
}
