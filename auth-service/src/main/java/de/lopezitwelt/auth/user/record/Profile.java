package de.lopezitwelt.auth.user.record;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The profile as its user edits it.
 *
 * @param avatarUrl an https URL
 * @param website an https URL
 * @param preferences a JSON object the clients agree on among themselves, at most 16 KiB
 */
public record Profile(
        @Nullable @Size(max = 500) String avatarUrl,
        @Nullable @Size(max = 10_000) String bio,
        @Nullable @Size(max = 255) String location,
        @Nullable @Size(max = 255) String website,
        @Nullable @Size(max = 255) String company,
        @Nullable @Size(max = 255) String jobTitle,
        @Nullable @Size(max = 50) String phone,
        @Nullable JsonNode preferences) {
    public Profile {
        preferences = preferences == null || preferences.isNull() ? null : preferences;
    }

    public static final Profile EMPTY = new Profile(null, null, null, null, null, null, null, null);
}
