package de.lopezitwelt.chat.openai;

import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.ProblemType;

/** The problem for a reply that failed before its request was answered. */
public record FailedReply(String code, String title, int status) implements ProblemType {

    public static ProblemException problem(ReplyFailure failure) {
        return new ProblemException(
                new FailedReply(failure.code(), failure.title(), failure.status()), failure.detail());
    }
}
