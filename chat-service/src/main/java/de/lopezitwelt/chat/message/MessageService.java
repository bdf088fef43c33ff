package de.lopezitwelt.chat.message;

import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/** What was said in a user's own sessions. */
@ApplicationScoped
public class MessageService {
    private final MessageRepository messages;

    MessageService(MessageRepository messages) {
        this.messages = messages;
    }

    /** @param newestFirst the order of the pages and within them */
    public Uni<Page<MessageView>> list(String userId, String sessionId, boolean newestFirst, PageRequest page) {
        Long position = page.cursor() == null ? null : page.cursor().expect(1).number(0);
        Uni<List<MessageView>> rows = newestFirst
                ? messages.findNewest(userId, sessionId, position, page.fetchSize())
                : messages.findOldest(userId, sessionId, position, page.fetchSize());
        return rows.onItem()
                .ifNull()
                .failWith(ProblemException::notFound)
                .map(found -> Page.of(found, page, message -> Cursor.of(message.position()), Function.identity()));
    }

    public Uni<MessageView> get(String userId, String sessionId, String messageId) {
        return messages.find(userId, sessionId, messageId).onItem().ifNull().failWith(ProblemException::notFound);
    }

    /** For prompts: the newest messages of a session, oldest first. The caller has checked whose session it is. */
    public Uni<List<MessageView>> history(String sessionId, int limit) {
        return messages.history(sessionId, limit);
    }
}
