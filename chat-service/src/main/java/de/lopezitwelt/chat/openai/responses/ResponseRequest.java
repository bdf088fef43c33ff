package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.runtime.model.PromptMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request of a response.
 *
 * @param model an agent's name or id
 * @param instructions for this response alone
 * @param input the messages that were sent
 * @param newMessages the new messages, which are stored: those after the last answer
 * @param files files in the messages, not inspected yet
 * @param previousId the response to continue, as the client wrote it
 * @param conversation the conversation to continue, as the client wrote it
 * @param organizationId the organization for which a new session is opened
 * @param store false stores numbers but no texts, and no response
 * @param metadata JSON text kept with a new session
 * @param echo fields of the request that the response object repeats
 */
record ResponseRequest(
        String model,
        @Nullable String instructions,
        List<PromptMessage> input,
        List<NewUserMessage> newMessages,
        List<InlineFile> files,
        @Nullable String previousId,
        @Nullable String conversation,
        @Nullable String organizationId,
        TurnRequest.Options options,
        boolean store,
        @Nullable String metadata,
        ObjectNode echo) {
    boolean streaming() {
        return options.streaming();
    }
}
