package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.openai.responses.write.ResponseId;
import de.lopezitwelt.chat.openai.responses.write.ResponseResult;
import de.lopezitwelt.chat.openai.responses.write.ResponseWriter;
import de.lopezitwelt.chat.openai.responses.write.Said;
import de.lopezitwelt.chat.reply.listen.ReplyListening;
import de.lopezitwelt.chat.reply.listen.ReplyView;
import de.lopezitwelt.chat.reply.store.ReplyMetadata;
import de.lopezitwelt.chat.reply.store.StoredThought;
import de.lopezitwelt.chat.reply.stream.EmptyReply;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads stored responses from their session's messages, and deletes them. */
@ApplicationScoped
class StoredResponses {
    private final ResponseRepository responses;
    private final ReplyListening replies;
    private final MessageService messages;
    private final SessionDirectory directory;
    private final SessionService sessions;
    private final ObjectMapper json;

    StoredResponses(
            ResponseRepository responses,
            ReplyListening replies,
            MessageService messages,
            SessionDirectory directory,
            SessionService sessions,
            ObjectMapper json) {
        this.responses = responses;
        this.replies = replies;
        this.messages = messages;
        this.directory = directory;
        this.sessions = sessions;
        this.json = json;
    }

    Uni<ObjectNode> get(Caller caller, ResponseId id) {
        return find(caller, id)
                .chain(row -> result(caller, row)
                        .map(result -> new ResponseWriter(row.id(), row.sessionId(), echo(row)).response(result)));
    }

    /** Deletes the session too, when it exists for responses alone and holds nothing else any more. */
    Uni<Void> delete(Caller caller, ResponseId id) {
        return find(caller, id)
                .chain(row -> sessions.deleteWhen(
                        caller,
                        row.sessionId(),
                        row.id(),
                        transaction -> responses.delete(transaction, row.id()).chain(deleted -> {
                            if (!deleted) {
                                throw ProblemException.notFound();
                            }
                            return row.openedSession()
                                    ? responses.isEmpty(transaction, row.sessionId())
                                    : Uni.createFrom().item(false);
                        })));
    }

    private Uni<ResponseRow> find(Caller caller, ResponseId id) {
        return responses
                .find(caller.userId(), id.replyId())
                .plug(ProblemException::orNotFound)
                .call(row -> directory.find(caller, row.sessionId()));
    }

    private Uni<ResponseResult> result(Caller caller, ResponseRow row) {
        Uni<Optional<ReplyView>> reply = replies.get(caller, row.sessionId(), row.id())
                .map(Optional::of)
                .onFailure(ProblemException.class)
                .recoverWithItem(Optional.empty());
        return reply.chain(found -> {
            ReplyView view = found.orElse(null);
            if (view != null && view.status().equals("streaming")) {
                return Uni.createFrom().item(ResponseResult.IN_PROGRESS);
            }
            Uni<@Nullable String> messageId = view == null
                    ? responses.messageOf(row.userId(), row.sessionId(), row.id())
                    : Uni.createFrom().item(view.messageId());
            return messageId
                    .chain(message -> message == null
                            ? Uni.createFrom().<MessageView>nullItem()
                            : messages.get(row.userId(), row.sessionId(), message))
                    .map(message -> result(view, message));
        });
    }

    private ResponseResult result(@Nullable ReplyView reply, @Nullable MessageView message) {
        ReplyMetadata metadata = ReplyMetadata.read(message == null ? null : message.metadata());
        Said said = new Said(
                thoughts(metadata, thought -> thought.at() == 0),
                message == null ? "" : message.content(),
                thoughts(metadata, thought -> thought.at() > 0));
        if (reply != null && reply.status().equals("failed")) {
            JsonNode failure = read(reply.failure());
            return ResponseResult.failed(
                    ReplyFailure.of(
                            failure.path("code").asText("reply-failed"),
                            failure.path("title").asText("The reply could not be made"),
                            failure.path("status").asInt(500),
                            failure.path("detail").asText(null)),
                    said);
        }
        String ended = reply == null ? metadata.finishReason() : reply.finishReason();
        String finishReason = Objects.requireNonNullElse(ended, "stop");
        boolean silent = said.text().isEmpty() && metadata.toolCalls().isEmpty();
        return ResponseResult.ended(
                finishReason,
                said,
                metadata.toolCalls(),
                metadata.reasoning(),
                metadata.usage(),
                metadata.model(),
                metadata.offline(),
                silent
                        ? EmptyReply.why(
                                finishReason,
                                !metadata.thoughts().isEmpty(),
                                !metadata.toolSteps().isEmpty())
                        : null);
    }

    private static String thoughts(ReplyMetadata metadata, Predicate<StoredThought> which) {
        return metadata.thoughts().stream()
                .filter(which)
                .map(StoredThought::text)
                .collect(Collectors.joining());
    }

    private ObjectNode echo(ResponseRow row) {
        return read(row.request()) instanceof ObjectNode echo ? echo : json.createObjectNode();
    }

    private JsonNode read(@Nullable String text) {
        try {
            return text == null ? json.createObjectNode() : json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored response holds broken JSON", broken);
        }
    }
}
