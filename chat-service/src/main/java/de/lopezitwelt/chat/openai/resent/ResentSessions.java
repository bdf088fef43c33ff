package de.lopezitwelt.chat.openai.resent;

import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.NewTurn;
import de.lopezitwelt.chat.openai.OpenAiReplies;
import de.lopezitwelt.chat.reply.ResentHistory;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.prepare.TurnRequest;
import de.lopezitwelt.chat.reply.prepare.TurnRequest.Target;
import de.lopezitwelt.chat.reply.start.SessionMovedOn;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.runtime.model.PromptMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the session of a client that names none but sends the whole conversation: that of the same user, key, organization
 * and agent whose last answer ends what precedes the new turn. A conversation that was changed, or that has gone on since,
 * gets a session of its own.
 */
@ApplicationScoped
public class ResentSessions {
    private final ResentRepository rows;
    private final OpenAiReplies replies;
    private final ResentConfig config;

    ResentSessions(ResentRepository rows, OpenAiReplies replies, ResentConfig config) {
        this.rows = rows;
        this.replies = replies;
        this.config = config;
    }

    /**
     * The conversation of a request that names no session.
     *
     * @param wanted false when the client wants a new session, or nothing may be stored of its texts
     * @param fresh the session that the request opens otherwise
     * @return null when its session is neither looked for nor to be found later
     */
    public @Nullable ResentHistory history(
            Caller caller, Target.New fresh, boolean wanted, List<PromptMessage> turns, List<InlineFile> files) {
        return wanted && config.goOn()
                ? ResentHistory.of(
                        List.of(
                                caller.userId(),
                                Objects.requireNonNullElse(caller.apiKeyId(), ""),
                                Objects.requireNonNullElse(fresh.organizationId(), ""),
                                fresh.agentId()),
                        turns,
                        NewTurn.of(turns).from(),
                        turn -> files.stream()
                                .filter(file -> file.turn() == turn)
                                .map(InlineFile::content)
                                .toList())
                : null;
    }

    /** The session that the conversation goes on in; null when it has none. */
    public Uni<@Nullable String> find(Caller caller, @Nullable ResentHistory history) {
        String before = history == null ? null : history.before();
        return before == null ? Uni.createFrom().nullItem() : rows.find(caller.userId(), before);
    }

    /**
     * Starts the reply in the session that was found, or in the new one where that session has gone on from another answer
     * meanwhile.
     */
    public Uni<StartedReply> start(TurnRequest turn, Target.New otherwise) {
        return replies.start(turn)
                .onFailure(SessionMovedOn.class)
                .recoverWithUni(() -> replies.start(turn.in(otherwise)));
    }
}
