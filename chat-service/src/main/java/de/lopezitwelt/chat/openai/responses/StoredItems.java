package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.openai.responses.write.ItemId;
import de.lopezitwelt.chat.openai.responses.write.MessageItems;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items of conversations, made of the messages of their sessions. The caller of these methods has checked whose they are. */
@ApplicationScoped
public class StoredItems {
    private final MessageService messages;
    private final ResponseRepository responses;

    StoredItems(MessageService messages, ResponseRepository responses) {
        this.messages = messages;
        this.responses = responses;
    }

    /** The items of a session's active branch. Fails with 404 when the page comes after an item that is not there. */
    public Uni<ObjectNode> ofSession(Caller caller, String sessionId, ItemPage page) {
        String after = page.after();
        Uni<@Nullable Cursor> start = after == null
                ? Uni.createFrom().nullItem()
                : message(caller, sessionId, ItemId.fromString(after))
                        .map(message -> Cursor.of(message.position() + (page.oldestFirst() ? -1 : 1)));
        return start.chain(cursor -> messages.list(
                        caller.userId(),
                        sessionId,
                        !page.oldestFirst(),
                        false,
                        new PageRequest(page.limit() + 1, cursor)))
                .map(found -> page.cut(items(found.data(), page.oldestFirst()), found.nextCursor() != null));
    }

    /** One item. Fails with 404 when it is not there. */
    public Uni<ObjectNode> one(Caller caller, String sessionId, ItemId itemId) {
        return message(caller, sessionId, itemId)
                .map(message -> MessageItems.of(message).stream()
                        .filter(item -> item.path("id").asText().equals(itemId.text()))
                        .findFirst()
                        .orElseThrow(ProblemException::notFound));
    }

    /** What a response was asked: the messages of its request. */
    Uni<ObjectNode> inputOf(ResponseRow response, ItemPage page) {
        return responses
                .lastMessageOf(response)
                .plug(ProblemException::orNotFound)
                .chain(id -> messages.get(response.userId(), response.sessionId(), id))
                .chain(last -> messages.list(
                        response.userId(),
                        response.sessionId(),
                        true,
                        true,
                        new PageRequest(response.inputs() + 1, Cursor.of(last.position() + 1))))
                .map(found -> page.cut(items(asked(found.data(), response.inputs()), page.oldestFirst()), false));
    }

    /** The newest messages of others than the agent, in the order of the page. @param newest the answer may be among them */
    private static List<MessageView> asked(List<MessageView> newest, int inputs) {
        return newest.stream()
                .filter(message -> !MessageItems.isAnswer(message))
                .limit(inputs)
                .toList();
    }

    private static List<ObjectNode> items(List<MessageView> messages, boolean oldestFirst) {
        List<ObjectNode> items = new ArrayList<>();
        for (MessageView message : messages) {
            List<ObjectNode> own = MessageItems.of(message);
            items.addAll(oldestFirst ? own : own.reversed());
        }
        return items;
    }

    private Uni<MessageView> message(Caller caller, String sessionId, ItemId item) {
        String source = item.source().value();
        return messages.get(caller.userId(), sessionId, source)
                .onFailure(ProblemException.class)
                .recoverWithUni(() -> responses
                        .messageOf(caller.userId(), sessionId, source)
                        .plug(ProblemException::orNotFound)
                        .chain(id -> messages.get(caller.userId(), sessionId, id)));
    }
}
