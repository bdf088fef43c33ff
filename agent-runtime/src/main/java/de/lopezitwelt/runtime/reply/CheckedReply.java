package de.lopezitwelt.runtime.reply;

import de.lopezitwelt.platform.json.WellFormed;
import de.lopezitwelt.runtime.call.ChatModel;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.check.AnswerCheck;
import de.lopezitwelt.runtime.check.Verdict;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAnswered;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.prompt.TokenCounter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Shows an answer only when it passes its check, or says why there is none. The model may repair it once; after that the reply fails with the
 * reason, instead of returning an invalid answer.
 */
public final class CheckedReply {

    /** The largest size of the request for a repair, in bytes, without the answer itself. */
    public static final int REPAIR_BYTES = 8 * 1024;

    private final ChatModel model;
    private final AnswerCheck check;
    private final Function<Callable<Verdict>, Uni<Verdict>> worker;
    private final int room;

    /**
     * @param worker runs a check off the event loop
     * @param room the most tokens of a prompt
     */
    public CheckedReply(
            ChatModel model, AnswerCheck check, Function<Callable<Verdict>, Uni<Verdict>> worker, int room) {
        this.model = model;
        this.check = check;
        this.worker = worker;
        this.room = room;
    }

    public Multi<ReplyEvent> start(ModelRequest request) {
        return Multi.createFrom().deferred(() -> round(request, Usage.NONE, true));
    }

    private Multi<ReplyEvent> round(ModelRequest request, Usage before, boolean repairable) {
        HiddenCall said = new HiddenCall();
        return said.listen(model.stream(request))
                .onCompletion()
                .switchTo(() -> judged(request, said, before, repairable));
    }

    private Multi<ReplyEvent> judged(ModelRequest request, HiddenCall said, Usage before, boolean repairable) {
        Completed end = said.end();
        if (end == null) {
            return Multi.createFrom().failure(ModelFailure.of(Kind.INVALID_RESPONSE));
        }
        if (end.finishReason() == FinishReason.CONTENT_FILTER) {
            return failed(end, ModelFailure.of(Kind.CONTENT_FILTER));
        }
        if (end.finishReason() == FinishReason.REFUSAL) {
            return shown(new TextDelta(said.text(), true), end.afterUsing(before));
        }
        if (end.finishReason() == FinishReason.LENGTH) {
            return failed(end, ModelFailure.of(Kind.INVALID_ANSWER, "it was cut off at the output limit"));
        }
        String answer = said.text();
        return worker.apply(() -> check.check(answer))
                .onItem()
                .transformToMulti(verdict -> verdict.passed()
                        ? shown(new TextDelta(verdict.answer()), end.afterUsing(before))
                        : repaired(request, answer, verdict, end, before, repairable));
    }

    private static Multi<ReplyEvent> shown(TextDelta answer, Completed end) {
        return answer.text().isEmpty()
                ? Multi.createFrom().item(end)
                : Multi.createFrom().items(answer, end);
    }

    private Multi<ReplyEvent> repaired(
            ModelRequest request, String answer, Verdict verdict, Completed end, Usage before, boolean repairable) {
        String problems = String.join("; ", verdict.problems());
        List<PromptMessage> more =
                List.of(PromptMessage.assistant(answer), PromptMessage.user(repair(verdict.problems())));
        int moreTokens = TokenCounter.estimate(more);
        if (!repairable || request.promptTokens() + moreTokens > room) {
            return failed(end, ModelFailure.of(Kind.INVALID_ANSWER, problems));
        }
        ModelRequest repair = request.continued(more, moreTokens, request.maxOutputTokens(), request.toolChoice());
        return answered(end, round(repair, before.plus(end.usage()), false));
    }

    private static String repair(List<String> problems) {
        String text = "Your answer cannot be used:\n- " + String.join("\n- ", problems)
                + "\nGive the whole answer again with this put right, and nothing else.";
        return WellFormed.cut(text, REPAIR_BYTES / 3);
    }

    private static Multi<ReplyEvent> failed(Completed end, ModelFailure failure) {
        return answered(end, Multi.createFrom().failure(failure));
    }

    private static Multi<ReplyEvent> answered(Completed end, Multi<ReplyEvent> then) {
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(new ModelAnswered(end.usage())), then);
    }
}
