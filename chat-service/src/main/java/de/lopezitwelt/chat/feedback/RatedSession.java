package de.lopezitwelt.chat.feedback;

import org.jspecify.annotations.Nullable;

/**
 * A locked session with what was said of it before.
 *
 * @param version of the session, the aggregate whose events tell of ratings
 */
record RatedSession(
        String id,
        String userId,
        String agentId,
        long version,
        @Nullable FeedbackView before) {}
