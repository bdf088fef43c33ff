package de.lopezitwelt.chat.openai.responses.write;

import de.lopezitwelt.platform.persistence.IdGenerator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ids for OpenAI's clients: a prefix for the kind, and the id of this platform. */
public final class ResponseIds {
    private static final String RESPONSE = "resp_";
    private static final String CONVERSATION = "conv_";
    private static final String MESSAGE = "msg_";
    private static final String REASONING = "rs_";
    private static final String FUNCTION_CALL = "fc_";
    private static final String CUSTOM_CALL = "ctc_";
    private static final String OUTPUT = "fco_";
    private static final int ID_LENGTH = 36;

    private ResponseIds() {}

    static String response(String replyId) {
        return RESPONSE + replyId;
    }

    public static String conversation(String sessionId) {
        return CONVERSATION + sessionId;
    }

    static String message(String replyId) {
        return MESSAGE + replyId;
    }

    /** @param number of the thought among those of the response */
    static String reasoning(String replyId, int number) {
        return REASONING + replyId + '_' + number;
    }

    static String functionCall(String replyId, int index) {
        return FUNCTION_CALL + replyId + '_' + index;
    }

    static String customCall(String replyId, int index) {
        return CUSTOM_CALL + replyId + '_' + index;
    }

    static String output(String messageId) {
        return OUTPUT + messageId;
    }

    /** The reply or the message that the item is of; null when it is not an id of an item. */
    public static @Nullable String sourceOf(String item) {
        for (String kind : List.of(MESSAGE, REASONING, FUNCTION_CALL, CUSTOM_CALL, OUTPUT)) {
            if (item.startsWith(kind)) {
                String rest = item.substring(kind.length());
                int end = Math.min(ID_LENGTH, rest.length());
                boolean whole = end == rest.length() || rest.charAt(end) == '_';
                return whole ? own(kind + rest.substring(0, end), kind) : null;
            }
        }
        return null;
    }

    public static boolean isReasoning(String item) {
        return item.startsWith(REASONING);
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
