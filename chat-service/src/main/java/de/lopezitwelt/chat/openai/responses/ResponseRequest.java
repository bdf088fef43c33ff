package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.prepare.StartReply;
import de.lopezitwelt.runtime.model.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A response as it was asked for.
 *
 * @param model an agent's name or id
 * @param instructions for this response alone
 * @param input the turns that were sent
 * @param newMessages the part of them that is stored: what follows the last answer in them
 * @param files those in the turns, not yet looked at
 * @param previousId the response to go on from, as the client wrote it
 * @param conversation the conversation to go on with, as the client wrote it
 * @param organizationId on whose behalf a new session is opened
 * @param store false keeps numbers but no texts, and no response to find again
 * @param metadata JSON text kept with a new session
 * @param echo what the response object repeats of the request
 */
record ResponseRequest(
        String model,
        @Nullable String instructions,
        List<Turn> input,
        List<NewUserMessage> newMessages,
        List<InlineFile> files,
        @Nullable String previousId,
        @Nullable String conversation,
        @Nullable String organizationId,
        StartReply.Options options,
        boolean store,
        @Nullable String metadata,
        ObjectNode echo) {
    boolean streaming() {
        return options.streaming();
    }
}
