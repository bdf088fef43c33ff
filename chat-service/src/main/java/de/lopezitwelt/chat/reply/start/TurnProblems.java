package de.lopezitwelt.chat.reply.start;

import de.lopezitwelt.chat.ChatProblem;
import de.lopezitwelt.chat.attachment.PromptFiles;
import de.lopezitwelt.chat.budget.BudgetProblem;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.time.Instant;

/** The problems with which refused turns are answered. */
final class TurnProblems {
    private TurnProblems() {}

    static ProblemException of(TurnOutcome refused, Instant now) {
        return switch (refused) {
            case TurnOutcome.UnknownSession unknown -> ProblemException.notFound();
            case TurnOutcome.UserErasing erasing -> new ProblemException(ChatProblem.USER_ERASING);
            case TurnOutcome.SessionNotActive ended -> new ProblemException(ChatProblem.SESSION_NOT_ACTIVE);
            case TurnOutcome.ReplyUnderWay underWay ->
                new ProblemException(ChatProblem.REPLY_UNDER_WAY).with("reply_id", underWay.replyId());
            case TurnOutcome.FileTaken taken -> PromptFiles.inUse(taken.index());
            case TurnOutcome.OverBudget over -> BudgetProblem.of(over.demand(), now);
            case TurnOutcome.Appended done -> unexpected(done);
            case TurnOutcome.Opened done -> unexpected(done);
            case TurnOutcome.Closed done -> unexpected(done);
            case TurnOutcome.Superseded done -> unexpected(done);
            case TurnOutcome.Repeated done -> unexpected(done);
            case TurnOutcome.MovedOn done -> unexpected(done);
        };
    }

    private static ProblemException unexpected(TurnOutcome outcome) {
        throw new IllegalStateException("not a refusal: " + outcome.getClass().getSimpleName());
    }
}
