package de.lopezitwelt.platform.messaging.outbox;

import org.hibernate.action.spi.AfterTransactionCompletionProcess;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.session.ReactiveSession;

/**
 * Runs an action once a Hibernate Reactive transaction has committed. The public API has no such hook, so this class
 * alone reaches into the implementation. Should that ever stop matching, the relay's poll still finds the rows.
 */
final class CommitHook {
    private CommitHook() {}

    static void afterCommit(Mutiny.Session session, Runnable action) {
        if (session instanceof MutinySessionImpl implementation) {
            AfterTransactionCompletionProcess process = (success, ignored) -> {
                if (success) {
                    action.run();
                }
            };
            implementation
                    .unwrap(ReactiveSession.class)
                    .getReactiveActionQueue()
                    .registerProcess(process);
        }
    }
}
