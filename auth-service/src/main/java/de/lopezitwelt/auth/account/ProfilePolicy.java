package de.lopezitwelt.auth.account;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.user.record.Profile;
import de.lopezitwelt.platform.web.problem.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for profiles beyond lengths. Links are shown to others: https only, and none that hides its host. */
final class ProfilePolicy {
    private static final int LARGEST_PREFERENCES = 16 * 1024;

    private ProfilePolicy() {}

    static List<Violation> objections(Profile profile) {
        var violations = new ArrayList<Violation>();
        requireHttps("profile.avatar_url", profile.avatarUrl(), violations);
        requireHttps("profile.website", profile.website(), violations);
        JsonNode preferences = profile.preferences();
        if (preferences != null && !preferences.isNull()) {
            if (!preferences.isObject()) {
                violations.add(new Violation("profile.preferences", "must be a JSON object"));
            } else if (preferences.toString().getBytes(StandardCharsets.UTF_8).length > LARGEST_PREFERENCES) {
                violations.add(new Violation("profile.preferences", "must have at most 16 KiB"));
            }
        }
        return violations;
    }

    private static void requireHttps(String field, @Nullable String url, List<Violation> violations) {
        if (url != null && !isHttps(url)) {
            violations.add(new Violation(field, "must be an https URL"));
        }
    }

    private static boolean isHttps(String url) {
        try {
            URI uri = new URI(url);
            return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
