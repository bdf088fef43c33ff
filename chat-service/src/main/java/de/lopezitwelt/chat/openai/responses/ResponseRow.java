package de.lopezitwelt.chat.openai.responses;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code responses}.
 *
 * @param id the reply's
 * @param baseId the response of another session that this session goes on from
 * @param openedSession whether the session exists for responses alone
 * @param inputs messages that it was asked with
 * @param request JSON text of what is repeated in the response object
 */
record ResponseRow(
        String id,
        String sessionId,
        String userId,
        @Nullable String baseId,
        boolean openedSession,
        int inputs,
        String request) {}
