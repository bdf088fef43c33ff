package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.chat.reply.stream.ReplyRun;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The replies that this instance is making. */
@ApplicationScoped
public class RunningReplies {
    private final ConcurrentMap<String, ReplyTask> tasks = new ConcurrentHashMap<>();

    RunningReplies(MeterRegistry metrics) {
        metrics.gaugeMapSize("lopez_replies_running", List.of(), tasks);
    }

    void add(ReplyTask task) {
        tasks.put(task.replyId(), task);
    }

    void remove(ReplyTask task) {
        tasks.remove(task.replyId(), task);
    }

    @Nullable
    ReplyTask find(String replyId) {
        return tasks.get(replyId);
    }

    /** Null when this instance is not making that reply of that user's session. */
    @Nullable
    public ReplyRun find(String userId, String sessionId, String replyId) {
        ReplyTask task = find(replyId);
        return task != null && task.userId.equals(userId) && task.sessionId.equals(sessionId) ? task.run : null;
    }

    int size() {
        return tasks.size();
    }

    Collection<ReplyTask> all() {
        return List.copyOf(tasks.values());
    }
}
