package de.lopezitwelt.analytics.summary.fold;

import de.lopezitwelt.contracts.session.MessageAppended;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The figures that a batch adds to one session. */
final class SessionTotals {
    final String sessionId;
    final String userId;
    /** The organization for which it was opened; null for none, or when no event of the batch names it. */
    @Nullable
    String organizationId;

    int messages;
    int userMessages;
    int agentMessages;
    long tokens;
    long processingTimeMs;
    /** Sum of {@link MessageChecksum}s. */
    long checksum;

    /** Of the session after the last of its events; null for events without versions. */
    @Nullable
    Long version;

    Instant first;
    Instant last;

    SessionTotals(String sessionId, String userId, Instant time) {
        this.sessionId = sessionId;
        this.userId = userId;
        this.first = time;
        this.last = time;
    }

    void ofOrganization(@Nullable String id) {
        organizationId = id == null ? organizationId : id;
    }

    void count(MessageAppended message) {
        messages++;
        tokens += message.tokensUsed();
        processingTimeMs += message.processingTimeMs();
        checksum += MessageChecksum.of(message);
        switch (message.messageType()) {
            case USER -> userMessages++;
            case AGENT -> agentMessages++;
            case SYSTEM -> {
                // counts in the total only
            }
        }
    }

    void reach(long next) {
        version = version == null ? next : Math.max(version, next);
    }

    void touch(Instant time) {
        first = time.isBefore(first) ? time : first;
        last = time.isAfter(last) ? time : last;
    }
}
