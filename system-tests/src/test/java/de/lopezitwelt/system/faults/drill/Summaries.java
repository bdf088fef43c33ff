package de.lopezitwelt.system.faults.drill;

/** Everything that is derived from other rows, with the query that lists where it is not what those rows say. */
enum Summaries {
    SESSIONS("""
            WITH source AS (
                SELECT s.id, s.user_id, COUNT(m.id) AS messages, COALESCE(SUM(m.type = 'user'), 0) AS user_messages,
                    COALESCE(SUM(m.type = 'agent'), 0) AS agent_messages, COALESCE(SUM(m.tokens_used), 0) AS tokens,
                    COALESCE(SUM(m.processing_time_ms), 0) AS time,
                    SUM(IF(m.id IS NULL, 0, CRC32(CONCAT_WS(':', m.id, m.type, COALESCE(m.tokens_used, 0),
                        COALESCE(m.processing_time_ms, 0))))) AS checksum
                FROM lopez_chat.chat_sessions s LEFT JOIN lopez_chat.chat_messages m ON m.session_id = s.id
                WHERE s.user_id IN {users} GROUP BY s.id)
            SELECT source.*, t.total_messages, t.user_messages AS t_user, t.agent_messages AS t_agent, t.total_tokens,
                t.total_processing_time_ms, t.message_checksum
            FROM source LEFT JOIN lopez_analytics.session_analytics t ON t.id = source.id
            WHERE NOT (t.total_messages <=> source.messages AND t.user_messages <=> source.user_messages
                AND t.agent_messages <=> source.agent_messages AND t.total_tokens <=> source.tokens
                AND t.total_processing_time_ms <=> source.time AND t.message_checksum <=> source.checksum
                AND t.user_id <=> source.user_id)"""),
    SESSIONS_OF_NOTHING("""
            SELECT t.id FROM lopez_analytics.session_analytics t LEFT JOIN lopez_chat.chat_sessions s ON s.id = t.id
            WHERE t.user_id IN {users} AND s.id IS NULL"""),
    USERS("""
            WITH source AS (
                SELECT s.user_id, COUNT(DISTINCT s.id) AS sessions, COUNT(m.id) AS messages
                FROM lopez_chat.chat_sessions s LEFT JOIN lopez_chat.chat_messages m ON m.session_id = s.id
                WHERE s.user_id IN {users} GROUP BY s.user_id)
            SELECT source.*, t.total_sessions, t.total_messages
            FROM source LEFT JOIN lopez_analytics.user_summaries t ON t.user_id = source.user_id
            WHERE NOT (t.total_sessions <=> source.sessions AND t.total_messages <=> source.messages)"""),
    AGENTS("""
            WITH source AS (
                SELECT s.agent_id, COUNT(DISTINCT s.id) AS sessions, COUNT(m.id) AS messages
                FROM lopez_chat.chat_sessions s LEFT JOIN lopez_chat.chat_messages m ON m.session_id = s.id
                WHERE s.user_id IN {users} GROUP BY s.agent_id)
            SELECT source.*, t.total_sessions, t.total_messages
            FROM source LEFT JOIN lopez_analytics.agent_summaries t ON t.agent_id = source.agent_id
            WHERE NOT (t.total_sessions <=> source.sessions AND t.total_messages <=> source.messages)"""),
    /** A turn is one entry; a session that was begun without one has an entry of its own. */
    ACTIVITY("""
            WITH source AS (
                SELECT s.id, COUNT(m.id) AS messages
                FROM lopez_chat.chat_sessions s
                    LEFT JOIN lopez_chat.chat_messages m ON m.session_id = s.id AND m.type = 'user'
                WHERE s.user_id IN {users} GROUP BY s.id),
            told AS (
                SELECT resource_id, SUM(action = 'message.sent') AS entries,
                    COUNT(DISTINCT metadata ->> '$.message_id') AS messages,
                    SUM(action = 'session.started' OR metadata ->> '$.session_started' <=> 'true') AS started
                FROM lopez_analytics.user_activity
                WHERE user_id IN {users} AND action IN ('message.sent', 'session.started') GROUP BY resource_id)
            SELECT source.*, told.entries, told.messages AS told, told.started
            FROM source LEFT JOIN told ON told.resource_id = source.id
            WHERE NOT (told.entries <=> source.messages AND told.messages <=> source.messages AND told.started <=> 1)"""),
    AUDIT("""
            WITH source AS (
                SELECT id FROM lopez_chat.chat_sessions s WHERE user_id IN {users} AND NOT EXISTS (
                    SELECT 1 FROM lopez_analytics.user_activity a WHERE a.user_id = s.user_id AND a.resource_id = s.id
                        AND a.action = 'message.sent' AND a.metadata ->> '$.session_started' = 'true')
                UNION ALL SELECT id FROM lopez_agent.ai_agents WHERE created_by IN {users}),
            told AS (
                SELECT record_id, COUNT(*) AS entries FROM lopez_analytics.audit_logs
                WHERE user_id IN {users} AND action = 'INSERT' AND table_name IN ('chat_sessions', 'ai_agents')
                GROUP BY record_id)
            SELECT source.id, told.entries FROM source LEFT JOIN told ON told.record_id = source.id
            WHERE NOT (told.entries <=> 1)
            UNION ALL
            SELECT told.record_id, -told.entries FROM told LEFT JOIN source ON told.record_id = source.id
            WHERE source.id IS NULL"""),
    /** Each turn is sealed by one audit record, once. */
    SEALS("""
            WITH sealed AS (
                SELECT s.id, COUNT(*) AS seals
                FROM lopez_analytics.audit_logs l,
                    JSON_TABLE(JSON_KEYS(l.new_values), '$[*]' COLUMNS (id VARCHAR(36) CHARACTER SET ascii
                        COLLATE ascii_bin PATH '$')) s
                WHERE l.event_type = 'activity.sealed' GROUP BY s.id)
            SELECT a.id, sealed.seals FROM lopez_analytics.user_activity a LEFT JOIN sealed ON sealed.id = a.id
            WHERE a.user_id IN {users} AND a.action = 'message.sent' AND NOT (sealed.seals <=> 1)"""),
    AUDIT_CHAINS("""
            SELECT l.chain, COUNT(*) AS links, MAX(l.position) AS last, MAX(h.position) AS head
            FROM lopez_analytics.audit_logs l LEFT JOIN lopez_analytics.audit_heads h ON h.chain = l.chain
            GROUP BY l.chain HAVING links <> last OR NOT (head <=> last)"""),
    POSITIONS("""
            SELECT s.id, s.last_position, COUNT(m.id) AS messages, MAX(m.position) AS highest
            FROM lopez_chat.chat_sessions s LEFT JOIN lopez_chat.chat_messages m ON m.session_id = s.id
            WHERE s.user_id IN {users}
            GROUP BY s.id HAVING s.last_position <> messages OR COALESCE(highest, 0) <> messages"""),
    BUDGETS("""
            SELECT subject_id, limit_name, reserved FROM lopez_chat.usage_counters
            WHERE subject_id IN {users} AND reserved <> 0"""),
    REPLICA_OF_AGENTS("""
            SELECT a.id, a.name, r.name AS replica
            FROM lopez_agent.ai_agents a LEFT JOIN lopez_chat.agents_replica r ON r.agent_id = a.id
            WHERE a.created_by IN {users} AND NOT (r.name <=> a.name AND r.created_by <=> a.created_by)""");

    private final String query;

    Summaries(String query) {
        this.query = query;
    }

    /** @param users SQL list of the ids of those whose rows are compared */
    String differences(String users) {
        return query.replace("{users}", users);
    }
}
