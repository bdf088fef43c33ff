package de.lopezitwelt.contracts.session;

import java.time.Instant;

/** What a user wrote about a session. */
public record FeedbackText(String sessionId, String userId, String feedback, Instant updatedAt) {}
