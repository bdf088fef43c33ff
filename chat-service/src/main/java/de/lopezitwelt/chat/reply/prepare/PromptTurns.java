package de.lopezitwelt.chat.reply.prepare;

import de.lopezitwelt.chat.attachment.PromptFile;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.message.ToolOutputMetadata;
import de.lopezitwelt.chat.reply.store.ReplyMetadata;
import de.lopezitwelt.chat.reply.store.ReplyMetadata.ClientCalls;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.ToolCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a session as turns of a prompt. Calls that a client answered come with what their provider needs back; calls
 * that nobody answered are left out, because providers refuse them, and so is a turn that a provider has refused.
 */
final class PromptTurns {
    /** A message with content, and its entry in the prompt. */
    record Said(MessageView message, PromptMessage turn) {}

    private final List<Said> said = new ArrayList<>();
    private final Set<String> open = new HashSet<>();

    /**
     * Reads the messages.
     *
     * @param messages oldest first
     * @param next the new messages, which may answer calls of the last one
     * @param files read files, by the id of their message
     */
    PromptTurns(List<MessageView> messages, List<NewUserMessage> next, Map<String, List<PromptFile>> files) {
        IdentityHashMap<MessageView, ClientCalls> answered = answered(messages, next);
        for (MessageView message : messages) {
            if (message.type() == MessageType.AGENT && ReplyMetadata.leavesOutItsTurn(message.metadata())) {
                forgetTurn();
                continue;
            }
            ClientCalls calls = answered.get(message);
            if (calls != null) {
                open.clear();
                calls.calls().forEach(call -> open.add(call.id()));
                said.add(new Said(message, calls.turn(message.content())));
                continue;
            }
            String callId = callId(message);
            if (message.hasContent() || callId != null && open.contains(callId)) {
                List<PromptFile> read = files.getOrDefault(message.id(), List.of());
                said.add(new Said(message, turn(message.type(), message.content(), callId, read)));
            }
        }
    }

    /** Takes out the newest turn: a message of the user, and the answers to calls right before it, with their calls. */
    private void forgetTurn() {
        open.clear();
        if (!said.isEmpty() && said.getLast().turn().role() == Role.USER) {
            said.removeLast();
        }
        boolean answers = false;
        while (!said.isEmpty() && said.getLast().turn().role() == Role.TOOL) {
            said.removeLast();
            answers = true;
        }
        if (answers && !said.isEmpty()) {
            Said caller = said.removeLast();
            if (!caller.turn().content().isEmpty()) {
                said.add(new Said(
                        caller.message(), PromptMessage.assistant(caller.turn().content())));
            }
        }
    }

    List<Said> said() {
        return said;
    }

    /** The turn of the next new message. */
    PromptMessage next(NewUserMessage message) {
        return turn(message.type(), message.content(), callId(message), message.files());
    }

    private PromptMessage turn(MessageType type, String content, @Nullable String callId, List<PromptFile> files) {
        return switch (type) {
            case USER ->
                callId != null && open.remove(callId)
                        ? PromptMessage.tool(callId, content)
                        : PromptFile.turn(content, files);
            case AGENT -> PromptMessage.assistant(content);
            case SYSTEM -> PromptMessage.system(content);
        };
    }

    /** The calls that the messages right after them answer, all of them. */
    private static IdentityHashMap<MessageView, ClientCalls> answered(
            List<MessageView> messages, List<NewUserMessage> next) {
        Set<String> answers = new HashSet<>();
        next.forEach(message -> add(answers, callId(message)));
        IdentityHashMap<MessageView, ClientCalls> answered = new IdentityHashMap<>();
        for (MessageView message : messages.reversed()) {
            String callId = callId(message);
            if (callId != null) {
                answers.add(callId);
                continue;
            }
            if (message.type() == MessageType.AGENT) {
                ClientCalls calls = ReplyMetadata.clientCalls(message.metadata());
                if (!calls.isEmpty() && calls.calls().stream().map(ToolCall::id).allMatch(answers::contains)) {
                    answered.put(message, calls);
                }
            }
            answers.clear();
        }
        return answered;
    }

    private static void add(Set<String> answers, @Nullable String callId) {
        if (callId != null) {
            answers.add(callId);
        }
    }

    private static @Nullable String callId(MessageView message) {
        ToolOutputMetadata output =
                message.type() == MessageType.USER ? ToolOutputMetadata.read(message.metadata()) : null;
        return output == null ? null : output.callId();
    }

    private static @Nullable String callId(NewUserMessage message) {
        var metadata = message.metadata();
        ToolOutputMetadata output = metadata == null ? null : ToolOutputMetadata.read(metadata.toString());
        return output == null ? null : output.callId();
    }
}
