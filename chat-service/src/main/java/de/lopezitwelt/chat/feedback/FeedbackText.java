package de.lopezitwelt.chat.feedback;

import java.time.Instant;

/** What a user wrote about a session. */
record FeedbackText(String sessionId, String userId, String feedback, Instant updatedAt) {}
