package de.lopezitwelt.chat.message;

import de.lopezitwelt.chat.branch.BranchPath;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Messages of a user's own sessions. */
@ApplicationScoped
public class MessageService {
    private final MessageRepository messages;

    MessageService(MessageRepository messages) {
        this.messages = messages;
    }

    /**
     * @param newestFirst the order of the pages, and within them
     * @param tree all branches, instead of the active one
     */
    public Uni<Page<MessageView>> list(
            String userId, String sessionId, boolean newestFirst, boolean tree, PageRequest page) {
        Long position = page.cursor() == null ? null : page.cursor().expect(1).number(0);
        Uni<List<MessageView>> rows = newestFirst
                ? messages.findNewest(userId, sessionId, position, page.fetchSize(), tree)
                : messages.findOldest(userId, sessionId, position, page.fetchSize(), tree);
        return rows.plug(ProblemException::orNotFound)
                .map(found -> Page.of(found, page, message -> Cursor.of(message.position()), Function.identity()));
    }

    public Uni<MessageView> get(String userId, String sessionId, String messageId) {
        return messages.find(userId, sessionId, messageId).plug(ProblemException::orNotFound);
    }

    /** Messages that follow the same message as this one, including this one. */
    public Uni<Page<MessageView>> siblings(String userId, String sessionId, String messageId, PageRequest page) {
        Long after = page.cursor() == null ? null : page.cursor().expect(1).number(0);
        return get(userId, sessionId, messageId)
                .chain(message -> messages.siblings(userId, message, after, page.fetchSize()))
                .map(found -> Page.of(found, page, message -> Cursor.of(message.position()), Function.identity()));
    }

    /**
     * The newest messages, for prompts. The caller has checked whose session it is.
     *
     * @param path null for the active one; its messages then come without their metadata if the session never branched
     */
    public Uni<History> history(String sessionId, @Nullable BranchPath path, int limit) {
        return path == null ? messages.history(sessionId, limit) : messages.history(sessionId, path, limit);
    }
}
