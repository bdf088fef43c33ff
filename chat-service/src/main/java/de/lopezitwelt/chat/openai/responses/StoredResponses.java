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
import de.lopezitwelt.chat.reply.listen.ReplyListening;
import de.lopezitwelt.chat.reply.listen.ReplyView;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.store.ReplyMetadata;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads stored responses from their session's messages, and deletes them. */
@ApplicationScoped
class StoredResponses {
    private final ResponseRepository responses;
    private final ReplyListening replies;
    private final MessageService messages;
    private final SessionDirectory directory;
    private final SessionService sessions;
    private final StoredItems items;
    private final ObjectMapper json;

    StoredResponses(
            ResponseRepository responses,
            ReplyListening replies,
            MessageService messages,
            SessionDirectory directory,
            SessionService sessions,
            StoredItems items,
            ObjectMapper json) {
        this.responses = responses;
        this.replies = replies;
        this.messages = messages;
        this.directory = directory;
        this.sessions = sessions;
        this.items = items;
        this.json = json;
    }

    Uni<ObjectNode> get(Caller caller, ResponseId id) {
        return find(caller, id)
                .chain(row -> result(caller, row)
                        .map(result -> new ResponseWriter(row.id(), row.sessionId(), echo(row)).response(result)));
    }

    /** What a response was asked. */
    Uni<ObjectNode> input(Caller caller, ResponseId id, ItemPage page) {
        return find(caller, id).chain(row -> items.inputOf(row, page));
    }

    /** A response whose events are told again, and go on while it is being made. */
    record Repeated(ResponseWriter writer, StartedReply reply) {}

    Uni<Repeated> listen(Caller caller, ResponseId id) {
        return find(caller, id)
                .chain(row -> replies.listen(caller, row.sessionId(), row.id(), -1)
                        .map(reply -> new Repeated(new ResponseWriter(row.id(), row.sessionId(), echo(row)), reply)));
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
        String text = message == null ? "" : message.content();
        if (reply != null && reply.status().equals("failed")) {
            JsonNode failure = read(reply.failure());
            return ResponseResult.failed(
                    ReplyFailure.of(
                            failure.path("code").asText("reply-failed"),
                            failure.path("title").asText("The reply could not be made"),
                            failure.path("status").asInt(500),
                            failure.path("detail").asText(null)),
                    ResponseResult.said(metadata, text));
        }
        return ResponseResult.stored(metadata, text, reply == null ? metadata.finishReason() : reply.finishReason());
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
