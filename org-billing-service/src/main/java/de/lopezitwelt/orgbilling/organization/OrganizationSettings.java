package de.lopezitwelt.orgbilling.organization;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.orgbilling.json.JsonObjects;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The settings of an organization that mean something to the platform; any others are kept for clients as they are. */
final class OrganizationSettings {
    private static final String FIELD = "settings";
    private static final String LOCALE = "locale";
    private static final String TIME_ZONE = "time_zone";
    private static final String DEFAULT_MEMBER_ROLE = "default_member_role";

    private OrganizationSettings() {}

    /**
     * The settings, or null when there are none.
     *
     * @throws ProblemException 400 naming each of the platform's own that has no such value
     */
    static @Nullable JsonNode checked(@Nullable JsonNode settings) {
        JsonNode object = JsonObjects.checked(FIELD, settings);
        if (object == null) {
            return null;
        }
        List<Violation> violations = new ArrayList<>();
        check(object, LOCALE, OrganizationSettings::isLocale, "must be a language tag such as de-DE", violations);
        check(
                object,
                TIME_ZONE,
                ZoneId.getAvailableZoneIds()::contains,
                "must be a time zone such as Europe/Berlin",
                violations);
        check(
                object,
                DEFAULT_MEMBER_ROLE,
                role -> role.equals(MemberRole.MEMBER.wireName()) || role.equals(MemberRole.VIEWER.wireName()),
                "must be member or viewer",
                violations);
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return object;
    }

    /** The role of members who are added without one. */
    static MemberRole defaultMemberRole(@Nullable JsonNode settings) {
        boolean viewer =
                settings != null && settings.path(DEFAULT_MEMBER_ROLE).asText().equals(MemberRole.VIEWER.wireName());
        return viewer ? MemberRole.VIEWER : MemberRole.MEMBER;
    }

    private static void check(
            JsonNode settings, String name, Predicate<String> valid, String otherwise, List<Violation> violations) {
        JsonNode value = settings.get(name);
        if (value != null && !(value.isTextual() && valid.test(value.asText()))) {
            violations.add(new Violation(FIELD + "." + name, otherwise));
        }
    }

    private static boolean isLocale(String tag) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(tag)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException none) {
            return false;
        }
    }
}
