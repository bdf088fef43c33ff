package de.lopezitwelt.analytics.summary.fold;

import de.lopezitwelt.analytics.subject.Erased;
import de.lopezitwelt.contracts.reply.ReplyEnded;
import de.lopezitwelt.contracts.reply.ReplyRefused;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.SessionDeleted;
import de.lopezitwelt.contracts.session.SessionRated;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Adds up a batch in memory, so that a session with a hundred messages costs one row. All values are sums, minima or
 * maxima over the events, so the tables come out the same however the events are cut into batches.
 */
final class SummaryBatch {
    final Map<String, SessionTotals> sessions = new HashMap<>();
    final Map<String, UserTotals> users = new HashMap<>();
    final Map<String, AgentTotals> agents = new HashMap<>();
    final Map<String, Rating> ratings = new HashMap<>();
    final Set<String> deletedSessions = new TreeSet<>();

    static SummaryBatch of(List<ReceivedEvent> events) {
        SummaryBatch batch = new SummaryBatch();
        events.forEach(batch::add);
        return batch;
    }

    /** Every id that may have been erased before. */
    Set<String> ids() {
        Set<String> ids = new HashSet<>(sessions.keySet());
        ids.addAll(users.keySet());
        ids.addAll(agents.keySet());
        return ids;
    }

    /** Leaves out what was erased. Totals of users and agents keep the figures of their deleted sessions. */
    void leaveOut(Erased erased) {
        sessions.values()
                .removeIf(session -> erased.contains(session.sessionId)
                        || erased.contains(session.userId)
                        || deletedSessions.contains(session.sessionId));
        ratings.keySet().retainAll(sessions.keySet());
        users.keySet().removeIf(erased::contains);
        agents.keySet().removeIf(erased::contains);
    }

    /** Versions that the rows of sessions hold once they are written, by session. */
    Map<String, Long> versions() {
        Map<String, Long> versions = new HashMap<>();
        sessions.forEach((id, totals) -> {
            if (totals.version != null) {
                versions.put(id, totals.version);
            }
        });
        return versions;
    }

    private void add(ReceivedEvent event) {
        count(event);
        SessionTotals totals = sessions.get(event.key());
        if (totals != null && event.aggregateVersion() != null) {
            totals.reach(event.aggregateVersion());
        }
    }

    private void count(ReceivedEvent event) {
        Instant time = Objects.requireNonNull(event.time(), "domain events carry their time");
        switch (event.data()) {
            case SessionStarted started -> {
                session(started.sessionId(), started.userId(), time).ofOrganization(started.organizationId());
                user(started.userId(), time).sessions++;
                agent(started.agentId(), time).sessions++;
            }
            case MessageAppended message -> {
                SessionTotals session = session(message.sessionId(), message.userId(), time);
                session.ofOrganization(message.organizationId());
                session.count(message);
                user(message.userId(), time).messages++;
                agent(message.agentId(), time).messages++;
            }
            case SessionRated rated -> {
                session(rated.sessionId(), rated.userId(), time);
                ratings.put(rated.sessionId(), new Rating(rated.userId(), rated.score(), time));
                agent(rated.agentId(), time).count(rated);
            }
            case ReplyEnded ended -> {
                // of a call outside sessions there is nothing to sum up here
                if (event.key().equals(ended.origin().sessionId())) {
                    session(event.key(), ended.origin().userId(), time)
                            .ofOrganization(ended.origin().organizationId());
                }
            }
            case ReplyRefused refused -> {
                // begins no session and says nothing in one
            }
            case SessionDeleted deleted -> deletedSessions.add(deleted.sessionId());
            case null, default -> throw new IllegalStateException("not subscribed: " + event.type());
        }
    }

    private SessionTotals session(String id, String userId, Instant time) {
        SessionTotals totals = sessions.computeIfAbsent(id, key -> new SessionTotals(id, userId, time));
        totals.touch(time);
        return totals;
    }

    private UserTotals user(String id, Instant time) {
        UserTotals totals = users.computeIfAbsent(id, key -> new UserTotals(time));
        totals.touch(time);
        return totals;
    }

    /** What is said before a session has an agent is counted for none. */
    private AgentTotals agent(String id, Instant time) {
        if (id.equals(SessionStarted.NO_AGENT)) {
            return new AgentTotals(time);
        }
        AgentTotals totals = agents.computeIfAbsent(id, key -> new AgentTotals(time));
        totals.touch(time);
        return totals;
    }
}
