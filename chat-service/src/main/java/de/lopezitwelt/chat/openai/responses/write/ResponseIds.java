package de.lopezitwelt.chat.openai.responses.write;

import de.lopezitwelt.platform.persistence.IdGenerator;
import org.jspecify.annotations.Nullable;

/** Ids for OpenAI's clients: a prefix for the kind, and the id of this platform. */
public final class ResponseIds {
    private static final String RESPONSE = "resp_";
    private static final String CONVERSATION = "conv_";

    private ResponseIds() {}

    static String response(String replyId) {
        return RESPONSE + replyId;
    }

    static String conversation(String sessionId) {
        return CONVERSATION + sessionId;
    }

    static String message(String replyId) {
        return "msg_" + replyId;
    }

    /** @param number of the thought among those of the response */
    static String reasoning(String replyId, int number) {
        return "rs_" + replyId + '_' + number;
    }

    static String functionCall(String replyId, int index) {
        return "fc_" + replyId + '_' + index;
    }

    /** Null when it is not an id of a response. */
    public static @Nullable String replyId(String response) {
        return own(response, RESPONSE);
    }

    /** Reads a session's id, with or without the prefix; null for any other text. */
    public static @Nullable String sessionId(String conversation) {
        return IdGenerator.isValid(conversation) ? conversation : own(conversation, CONVERSATION);
    }

    private static @Nullable String own(String id, String prefix) {
        String bare = id.startsWith(prefix) ? id.substring(prefix.length()) : "";
        return IdGenerator.isValid(bare) ? bare : null;
    }
}
