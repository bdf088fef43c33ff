package de.lopezitwelt.chat.turn.command;

import org.jspecify.annotations.Nullable;

/** What a request stored, kept with its idempotency key. A repeated request is answered with it. */
public sealed interface TurnReference {
    /** The text in {@code idempotency_keys.reference}. */
    String text();

    /** A message without a reply. */
    record ToMessage(String messageId) implements TurnReference {
        private static final String PREFIX = "message:";

        @Override
        public String text() {
            return PREFIX + messageId;
        }
    }

    /** A reply. */
    record ToReply(String replyId) implements TurnReference {
        private static final String PREFIX = "reply:";

        @Override
        public String text() {
            return PREFIX + replyId;
        }
    }

    /** The key belongs to a request of another kind. */
    record ToOther(String text) implements TurnReference {}

    /** @param text null for a request that kept no reference */
    static TurnReference of(@Nullable String text) {
        if (text == null) {
            return new ToOther("");
        }
        if (text.startsWith(ToMessage.PREFIX)) {
            return new ToMessage(text.substring(ToMessage.PREFIX.length()));
        }
        return text.startsWith(ToReply.PREFIX)
                ? new ToReply(text.substring(ToReply.PREFIX.length()))
                : new ToOther(text);
    }
}
