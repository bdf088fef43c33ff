package de.lopezitwelt.chat.openai.responses;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code responses}.
 *
 * @param id the reply's id
 * @param baseId the response of another session that this session continues
 * @param openedSession whether the session exists for responses alone
 * @param inputs number of messages in its request
 * @param request JSON text of the request's fields that the response object repeats
 */
record ResponseRow(
        String id,
        String sessionId,
        String userId,
        @Nullable String baseId,
        boolean openedSession,
        int inputs,
        String request) {}
