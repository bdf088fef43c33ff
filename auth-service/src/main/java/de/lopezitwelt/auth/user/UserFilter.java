package de.lopezitwelt.auth.user;

import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts an administrator looks for.
 *
 * @param text part of the e-mail or the name
 */
record UserFilter(
        @Nullable UserRole role,
        @Nullable Boolean active,
        @Nullable String text) {
    private static final int LONGEST_TEXT = 255;

    static UserFilter of(@Nullable String role, @Nullable String status, @Nullable String text) {
        if (text != null && text.length() > LONGEST_TEXT) {
            throw ProblemException.invalid("q", "must have at most " + LONGEST_TEXT + " characters");
        }
        return new UserFilter(role(role), active(status), text == null || text.isBlank() ? null : text.strip());
    }

    String likePattern() {
        String literal = text == null ? "" : text;
        return "%" + literal.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    private static @Nullable UserRole role(@Nullable String role) {
        if (role == null) {
            return null;
        }
        return Arrays.stream(UserRole.values())
                .filter(candidate -> candidate.wireName().equals(role))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("role", "must be admin, moderator or user"));
    }

    private static @Nullable Boolean active(@Nullable String status) {
        return switch (status) {
            case null -> null;
            case "active" -> true;
            case "inactive" -> false;
            default -> throw ProblemException.invalid("status", "must be active or inactive");
        };
    }
}
