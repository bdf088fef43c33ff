package de.lopezitwelt.chat.delivery;

import de.lopezitwelt.chat.ChatProblem;
import de.lopezitwelt.chat.session.access.AgentAccess;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.credential.OpenCredentials;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemType;
import io.vertx.core.Context;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether a listener may still receive the reply: their credentials must be valid, and they must be a member of
 * the session's organization.
 */
final class ListenerWatch implements AutoCloseable {
    private final Caller caller;
    private final AgentAccess members;
    private final Context context;
    private final Consumer<ProblemType> onEnd;
    private final OpenCredentials.Watched credentials;
    private volatile @Nullable String organizationId;
    private volatile boolean closed;

    /** @param onEnd called on the context that opens the watch */
    ListenerWatch(
            Caller caller,
            OpenCredentials credentials,
            AgentAccess members,
            Context context,
            Consumer<ProblemType> onEnd) {
        this.caller = caller;
        this.members = members;
        this.context = context;
        this.onEnd = onEnd;
        this.credentials =
                credentials.watch(caller, () -> context.runOnContext(now -> over(CommonProblem.UNAUTHENTICATED)));
    }

    void isFor(@Nullable String organization) {
        organizationId = organization;
    }

    /**
     * Called every few seconds. While the lookup fails, membership is assumed.
     *
     * @return false if the credentials have ended; membership is checked asynchronously
     */
    boolean look() {
        if (!credentials.hold()) {
            over(CommonProblem.UNAUTHENTICATED);
            return false;
        }
        String organization = organizationId;
        if (organization != null) {
            members.mayChatFor(organization, caller.userId())
                    .subscribe()
                    .with(
                            may -> context.runOnContext(now -> {
                                if (!may) {
                                    over(ChatProblem.NOT_A_MEMBER);
                                }
                            }),
                            unknown -> {});
        }
        return true;
    }

    private void over(ProblemType reason) {
        if (!closed) {
            onEnd.accept(reason);
        }
    }

    @Override
    public void close() {
        closed = true;
        credentials.close();
    }
}
