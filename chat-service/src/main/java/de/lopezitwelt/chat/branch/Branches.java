package de.lopezitwelt.chat.branch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a session has branched. */
public record Branches(int active, List<Branch> forked) {
    /** @param path as stored, without the branch itself */
    public record Branch(int branch, @Nullable String parentId, String path) {}

    /** The branches of a session that never branched. */
    public static final Branches NONE = new Branches(0, List.of());

    public BranchPath activePath() {
        return path(active);
    }

    public BranchPath path(int branch) {
        return forked.stream()
                .filter(candidate -> candidate.branch() == branch)
                .findFirst()
                .map(found -> BranchPath.of(branch, found.path()))
                .orElse(BranchPath.TRUNK);
    }

    /** Messages that may have several followers; null stands for the beginning. */
    public Set<@Nullable String> forkingParents() {
        Set<@Nullable String> parents = new HashSet<>();
        forked.forEach(branch -> parents.add(branch.parentId()));
        return parents;
    }
}
