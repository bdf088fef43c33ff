package de.lopezitwelt.orgbilling.member.permission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What one member may do beyond ({@code agents.manage}) or short of ({@code !agents.use}) the role. */
public record PermissionAdjustments(Set<Permission> added, Set<Permission> removed) {
    public static final PermissionAdjustments NONE = new PermissionAdjustments(Set.of(), Set.of());

    private static final String FIELD = "permissions";

    public PermissionAdjustments {
        added = Set.copyOf(added);
        removed = Set.copyOf(removed);
    }

    /** @throws ProblemException 400 naming each entry that is unknown, repeated, contradictory or not adjustable */
    public static PermissionAdjustments parse(@Nullable List<String> entries) {
        if (entries == null || entries.isEmpty()) {
            return NONE;
        }
        var added = EnumSet.noneOf(Permission.class);
        var removed = EnumSet.noneOf(Permission.class);
        var violations = new ArrayList<Violation>();
        for (int i = 0; i < entries.size(); i++) {
            String reason = take(entries.get(i), added, removed);
            if (reason != null) {
                violations.add(new Violation(FIELD + "[" + i + "]", reason));
            }
        }
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return new PermissionAdjustments(added, removed);
    }

    /** What went wrong with the entry; null when it was taken. */
    private static @Nullable String take(@Nullable String entry, Set<Permission> added, Set<Permission> removed) {
        if (entry == null) {
            return "must be a permission";
        }
        boolean removes = entry.startsWith(Permission.REMOVES);
        var permission = Permission.ofWireName(removes ? entry.substring(1) : entry);
        if (permission.isEmpty()) {
            return "is not a known permission";
        }
        if (!permission.get().adjustable()) {
            return "cannot be given or taken";
        }
        if (added.contains(permission.get()) || removed.contains(permission.get())) {
            return "is named twice";
        }
        (removes ? removed : added).add(permission.get());
        return null;
    }

    /** What a member of this role may do in the end. An owner always holds everything. */
    public Set<Permission> applyTo(MemberRole role) {
        return Permission.effective(role, entries());
    }

    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    /** As it is stored; null when there are none. */
    public @Nullable JsonNode column() {
        if (isEmpty()) {
            return null;
        }
        var list = JsonNodeFactory.instance.arrayNode();
        entries().forEach(list::add);
        return list;
    }

    /** The entries that {@link #column} has stored. */
    public static List<String> stored(@Nullable JsonNode column) {
        return column == null
                ? List.of()
                : StreamSupport.stream(column.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }

    /** In the form clients send, sorted. */
    public List<String> entries() {
        var entries = new ArrayList<String>();
        added.stream().sorted().map(Permission::wireName).forEach(entries::add);
        removed.stream()
                .sorted()
                .map(permission -> Permission.REMOVES + permission.wireName())
                .forEach(entries::add);
        return List.copyOf(entries);
    }
}
