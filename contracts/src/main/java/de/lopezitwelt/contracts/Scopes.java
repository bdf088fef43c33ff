package de.lopezitwelt.contracts;

import java.util.Set;

/** The names {@code @RolesAllowed} takes. A user's own token holds every API scope, an API key those it was given. */
public final class Scopes {
    public static final String ACCOUNT_READ = "account:read";
    public static final String ACCOUNT_WRITE = "account:write";
    public static final String AGENTS_READ = "agents:read";
    public static final String AGENTS_WRITE = "agents:write";
    public static final String CHAT_READ = "chat:read";
    public static final String CHAT_WRITE = "chat:write";
    public static final String ORGANIZATIONS_READ = "organizations:read";
    public static final String ORGANIZATIONS_WRITE = "organizations:write";
    public static final String ANALYTICS_READ = "analytics:read";

    /** Held by people only, never by API keys. */
    public static final String PLATFORM_USER = "platform:user";

    public static final String PLATFORM_MODERATOR = "platform:moderator";
    public static final String PLATFORM_ADMIN = "platform:admin";

    public static final String INTERNAL_AGENTS_READ = "internal:agents.read";
    public static final String INTERNAL_MEMBERSHIPS_READ = "internal:memberships.read";
    public static final String INTERNAL_USERS_READ = "internal:users.read";
    public static final String INTERNAL_KEYS_INTROSPECT = "internal:keys.introspect";
    public static final String INTERNAL_ENTITLEMENTS_READ = "internal:entitlements.read";
    public static final String INTERNAL_SESSIONS_READ = "internal:sessions.read";

    /** What people wrote about their sessions; for analytics, which shows it to them beside the score. */
    public static final String INTERNAL_FEEDBACK_READ = "internal:feedback.read";

    /** Mail to users or e-mail addresses, written by auth. */
    public static final String INTERNAL_MAIL_SEND = "internal:mail.send";

    /** Between instances of chat. */
    public static final String INTERNAL_REPLIES_FORWARD = "internal:replies.forward";

    /** Held by the operator's client alone, for every service's {@code /internal/operations}. */
    public static final String INTERNAL_OPERATIONS = "internal:operations";

    /** Every scope an API key may be given. */
    public static final Set<String> API = Set.of(
            ACCOUNT_READ,
            ACCOUNT_WRITE,
            AGENTS_READ,
            AGENTS_WRITE,
            CHAT_READ,
            CHAT_WRITE,
            ORGANIZATIONS_READ,
            ORGANIZATIONS_WRITE,
            ANALYTICS_READ);

    private Scopes() {}
}
