package de.lopezitwelt.chat.branch;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a session's first message to a place in its tree. Positions rise along it, so a page of a path is a page
 * of positions. The content of a path never changes, except that its last stretch may grow.
 */
public record BranchPath(List<Stretch> stretches) {
    /** The path of a session that never branched. */
    public static final BranchPath TRUNK = new BranchPath(List.of(new Stretch(0, Long.MAX_VALUE)));
    /** The path before the first message. */
    public static final BranchPath NOTHING = new BranchPath(List.of());

    public BranchPath {
        stretches = List.copyOf(stretches);
    }

    /** @param json {@code [[branch, last position], ...]} of the stretches before the branch's own */
    public static BranchPath of(int branch, String json) {
        List<Stretch> stretches = new ArrayList<>(read(json));
        stretches.add(new Stretch(branch, Long.MAX_VALUE));
        return new BranchPath(stretches);
    }

    /** The path, cut after one of its messages. */
    public BranchPath upTo(int branch, long position) {
        List<Stretch> cut = new ArrayList<>();
        for (Stretch stretch : stretches) {
            if (stretch.holds(branch, position)) {
                cut.add(new Stretch(branch, position));
                return new BranchPath(cut);
            }
            cut.add(stretch);
        }
        throw new IllegalArgumentException("the path does not hold this message");
    }

    public boolean holds(int branch, long position) {
        return stretches.stream().anyMatch(stretch -> stretch.holds(branch, position));
    }

    public String json() {
        JsonArray pairs = new JsonArray();
        stretches.forEach(
                stretch -> pairs.add(new JsonArray().add(stretch.branch()).add(stretch.last())));
        return pairs.encode();
    }

    static List<Stretch> read(String json) {
        List<Stretch> stretches = new ArrayList<>();
        for (Object pair : new JsonArray(json)) {
            JsonArray numbers = (JsonArray) pair;
            stretches.add(new Stretch(numbers.getInteger(0), numbers.getLong(1)));
        }
        return stretches;
    }
}
