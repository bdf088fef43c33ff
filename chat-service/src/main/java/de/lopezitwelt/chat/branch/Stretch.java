package de.lopezitwelt.chat.branch;

/**
 * The messages of one branch up to a position.
 *
 * @param last the highest position that belongs to it; {@link Long#MAX_VALUE} while it still grows
 */
public record Stretch(int branch, long last) {
    boolean holds(int otherBranch, long position) {
        return branch == otherBranch && position <= last;
    }
}
