package de.lopezitwelt.auth.external;

import de.lopezitwelt.auth.external.oidc.ExternalConfig;
import de.lopezitwelt.contracts.user.UserRole;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a platform role from an ID token.
 *
 * @param path of the claim, names separated by dots
 */
record RoleMappingPolicy(String path, Set<String> admin, Set<String> moderator) {
    static RoleMappingPolicy of(ExternalConfig.Roles roles) {
        return new RoleMappingPolicy(
                roles.claim(), roles.admin().orElse(Set.of()), roles.moderator().orElse(Set.of()));
    }

    /** The highest role among those that the claim's values mean. */
    UserRole role(Map<String, Object> claims) {
        Set<String> values = values(find(claims));
        if (values.stream().anyMatch(admin::contains)) {
            return UserRole.ADMIN;
        }
        return values.stream().anyMatch(moderator::contains) ? UserRole.MODERATOR : UserRole.USER;
    }

    /** Finds a claim whose own name contains dots, such as a URL, by its whole name. */
    private @Nullable Object find(Map<String, Object> claims) {
        Object whole = claims.get(path);
        if (whole != null) {
            return whole;
        }
        Object current = claims;
        for (String name : List.of(path.split("\\.", -1))) {
            if (!(current instanceof Map<?, ?> object)) {
                return null;
            }
            current = object.get(name);
        }
        return current;
    }

    private static Set<String> values(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Set.of(text);
            case Collection<?> list -> list.stream().map(String::valueOf).collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }
}
