package de.lopezitwelt.contracts.topic;

/** Topic names without an installation's prefix, which {@code Topics.resolve} adds. */
public final class TopicNames {
    public static final String USERS = "lopez.users";
    public static final String USERS_STATE = "lopez.users.state";
    public static final String AGENTS = "lopez.agents";
    public static final String AGENTS_STATE = "lopez.agents.state";
    public static final String SESSIONS = "lopez.sessions";
    public static final String ORGANIZATIONS = "lopez.organizations";
    public static final String MEMBERSHIPS_STATE = "lopez.memberships.state";
    public static final String SUBSCRIPTIONS = "lopez.subscriptions";
    public static final String ENTITLEMENTS_STATE = "lopez.entitlements.state";
    public static final String ERASURES = "lopez.erasures";
    public static final String ACTIVITY = "lopez.activity";
    public static final String AUDIT = "lopez.audit";
    public static final String LOGS = "lopez.logs";
    public static final String METRICS = "lopez.metrics";

    private TopicNames() {}
}
