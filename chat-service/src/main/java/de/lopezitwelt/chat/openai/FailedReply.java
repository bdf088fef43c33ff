package de.lopezitwelt.chat.openai;

import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.ProblemType;
import java.time.Duration;

/** The problem for a reply that failed before its request was answered. */
public record FailedReply(String code, String title, int status) implements ProblemType {

    public static ProblemException problem(ReplyFailure failure) {
        ProblemException problem = new ProblemException(
                new FailedReply(failure.code(), failure.title(), failure.status()), failure.detail());
        Duration wait = failure.retryAfter();
        return wait == null ? problem : problem.retryAfter(wait);
    }
}
