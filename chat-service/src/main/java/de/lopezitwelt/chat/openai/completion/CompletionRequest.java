package de.lopezitwelt.chat.openai.completion;

import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.runtime.model.PromptMessage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request of a chat completion.
 *
 * @param model an agent's name or id
 * @param turns the messages of the conversation as the client sent them
 * @param newMessages the new messages, which are stored: those after the last answer
 * @param files files in the messages, not inspected yet
 * @param resendsHistory whether it holds anything besides new messages of the user and results of tools
 * @param sessionId the session to continue; null opens one
 * @param newSession whether the client wants a new session although it may send a conversation that one holds
 * @param organizationId the organization for which a new session is opened
 * @param customTools names of the client's tools that take a text
 * @param includeUsage whether a stream ends with a usage chunk
 * @param store false stores numbers but no texts
 * @param metadata JSON text kept with a new session
 */
record CompletionRequest(
        String model,
        List<PromptMessage> turns,
        List<NewUserMessage> newMessages,
        List<InlineFile> files,
        boolean resendsHistory,
        @Nullable String sessionId,
        boolean newSession,
        @Nullable String organizationId,
        TurnRequest.Options options,
        Set<String> customTools,
        boolean includeUsage,
        boolean store,
        @Nullable String metadata) {

    boolean streaming() {
        return options.streaming();
    }
}
