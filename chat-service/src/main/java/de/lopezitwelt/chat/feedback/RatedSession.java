package de.lopezitwelt.chat.feedback;

import org.jspecify.annotations.Nullable;

/**
 * A locked session with its earlier feedback.
 *
 * @param version of the session, the aggregate of rating events
 */
record RatedSession(
        String id,
        String userId,
        String agentId,
        long version,
        @Nullable FeedbackView before) {}
