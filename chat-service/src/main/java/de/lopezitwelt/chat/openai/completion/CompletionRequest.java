package de.lopezitwelt.chat.openai.completion;

import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.prepare.StartReply;
import de.lopezitwelt.runtime.model.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat completion as it was asked for.
 *
 * @param model an agent's name or id
 * @param turns the conversation as the client sent it
 * @param newMessages the part of it that is new and gets stored: what follows the last answer
 * @param files those in the turns, not yet looked at
 * @param resendsHistory whether there is anything but new messages of the user
 * @param sessionId the session to continue; null opens one
 * @param organizationId on whose behalf a new session is opened
 * @param includeUsage whether a stream ends with a usage chunk
 * @param store false keeps numbers but no texts
 * @param metadata JSON text kept with a new session
 */
record CompletionRequest(
        String model,
        List<Turn> turns,
        List<NewUserMessage> newMessages,
        List<InlineFile> files,
        boolean resendsHistory,
        @Nullable String sessionId,
        @Nullable String organizationId,
        StartReply.Options options,
        boolean includeUsage,
        boolean store,
        @Nullable String metadata) {

    boolean streaming() {
        return options.streaming();
    }
}
