package de.lopezitwelt.orgbilling.organization.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.orgbilling.json.JsonObjects;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of an organization that mean something to the platform; any others are kept for clients as they are. */
public final class OrganizationSettings {
    private static final String FIELD = "settings";
    private static final String DEFAULT_MEMBER_ROLE = "default_member_role";
    private static final String AUTO_JOIN = "auto_join";

    /** RFC 5646 §2.1 without extended languages, private use and what was registered before it. */
    private static final Pattern LANGUAGE_TAG = Pattern.compile(
            "[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3})){0,4}"
                    + "(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8}){1,8}){0,4}");

    private static final List<Setting> KNOWN = List.of(
            Setting.text(
                    "locale",
                    LANGUAGE_TAG,
                    "must be a language tag such as de-DE",
                    "A language tag (RFC 5646) such as de-DE, for clients"),
            Setting.oneOf(
                    "time_zone",
                    new TreeSet<>(ZoneId.getAvailableZoneIds()),
                    "must be a time zone such as Europe/Berlin",
                    "An IANA time zone, for clients"),
            Setting.oneOf(
                    DEFAULT_MEMBER_ROLE,
                    List.of(MemberRole.MEMBER.wireName(), MemberRole.VIEWER.wireName()),
                    "must be member or viewer",
                    "The role of members who come without one; member when left out"),
            Setting.flag(
                    AUTO_JOIN,
                    "Whether people whose verified e-mail address is of the proven domain become members by themselves;"
                            + " false when left out"));

    private OrganizationSettings() {}

    /**
     * The settings, or null when there are none.
     *
     * @throws ProblemException 400 naming each of the platform's own that has no such value
     */
    public static @Nullable JsonNode checked(@Nullable JsonNode settings) {
        JsonNode object = JsonObjects.checked(FIELD, settings);
        if (object == null) {
            return null;
        }
        List<Violation> violations = KNOWN.stream()
                .filter(setting ->
                        object.has(setting.name()) && !setting.valid().test(object.get(setting.name())))
                .map(setting -> new Violation(FIELD + "." + setting.name(), setting.otherwise()))
                .toList();
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
        return object;
    }

    /** The role of members who come without one. */
    public static MemberRole defaultMemberRole(@Nullable JsonNode settings) {
        boolean viewer =
                settings != null && settings.path(DEFAULT_MEMBER_ROLE).asText().equals(MemberRole.VIEWER.wireName());
        return viewer ? MemberRole.VIEWER : MemberRole.MEMBER;
    }

    /** Whether people of the proven domain become members by themselves. */
    public static boolean autoJoin(@Nullable JsonNode settings) {
        return settings != null && settings.path(AUTO_JOIN).asBoolean(false);
    }

    /** What {@link #checked} takes, as JSON Schema (2020-12). */
    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "Settings of an organization")
                .put("description", "At most 64 KiB as JSON. Properties that are not named here are kept as they are.")
                .put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        KNOWN.forEach(setting -> properties.set(setting.name(), setting.schema().deepCopy()));
        return schema;
    }
}
