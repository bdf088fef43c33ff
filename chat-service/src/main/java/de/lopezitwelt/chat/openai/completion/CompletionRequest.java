package de.lopezitwelt.chat.openai.completion;

import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.session.Metadata;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request of a chat completion, or of a message of Anthropic's protocol.
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
public record CompletionRequest(
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
    private static final String NEW_SESSION = "new";

    /**
     * Reads what both protocols have in common: which messages are new, {@code metadata} and {@code store}.
     *
     * @param turns at least one
     * @throws ProblemException 400 naming the field
     */
    public static CompletionRequest of(
            JsonFields body,
            String model,
            List<PromptMessage> turns,
            List<InlineFile> files,
            TurnRequest.Options options,
            Set<String> customTools,
            boolean includeUsage) {
        List<NewUserMessage> newMessages = MessageReader.newMessages(body, turns);
        JsonFields metadata = body.object("metadata");
        Metadata.require(metadata == null ? null : metadata.json(), "metadata");
        return new CompletionRequest(
                model,
                turns,
                newMessages,
                files,
                turns.stream().anyMatch(turn -> turn.role() != Role.USER && turn.role() != Role.TOOL),
                metadata == null || newSession(metadata) ? null : metadata.id(CompletionRequestReader.SESSION_ID),
                metadata != null && newSession(metadata),
                metadata == null ? null : metadata.id(CompletionRequestReader.ORGANIZATION_ID),
                options,
                customTools,
                includeUsage,
                body.flag("store", true),
                MessageReader.metadata(metadata));
    }

    private static boolean newSession(JsonFields metadata) {
        return NEW_SESSION.equals(metadata.text(CompletionRequestReader.SESSION_ID));
    }

    public boolean streaming() {
        return options.streaming();
    }
}
