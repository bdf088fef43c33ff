package de.lopezitwelt.chat.reply.listen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.run.HeldTexts;
import de.lopezitwelt.chat.reply.store.ReplyMetadata;
import de.lopezitwelt.chat.reply.store.ReplyRecord;
import de.lopezitwelt.chat.reply.store.ReplyStepRepository;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyRun;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.runtime.model.FinishReason;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Repeats the updates of replies that have ended, from what was stored. */
@ApplicationScoped
class EndedReplies {
    private final MessageService messages;
    private final ReplyStepRepository steps;
    private final HeldTexts texts;
    private final ObjectMapper json;

    EndedReplies(MessageService messages, ReplyStepRepository steps, HeldTexts texts, ObjectMapper json) {
        this.messages = messages;
        this.steps = steps;
        this.texts = texts;
        this.json = json;
    }

    Uni<Multi<ReplyUpdate>> updates(ReplyRecord reply, long after) {
        Uni<MessageView> question = messages.get(reply.userId(), reply.sessionId(), reply.userMessageId());
        String messageId = reply.messageId();
        Uni<Optional<MessageView>> answer = messageId == null
                ? Uni.createFrom().item(Optional.empty())
                : messages.get(reply.userId(), reply.sessionId(), messageId).map(Optional::of);
        return Uni.combine()
                .all()
                .unis(question, answer, steps.find(reply.id()))
                .with((userMessage, message, storedSteps) -> {
                    ReplyRun run = replay(reply, userMessage, message.orElse(null), storedSteps);
                    return run.updates(after).onSubscription().invoke(() -> texts.hold(run));
                });
    }

    private ReplyRun replay(
            ReplyRecord reply,
            MessageView userMessage,
            @Nullable MessageView message,
            List<ReplyUpdate.Step> storedSteps) {
        ReplyRun run = new ReplyRun(reply.id(), userMessage);
        ReplyMetadata metadata = ReplyMetadata.read(message == null ? null : message.metadata());
        if (FinishReason.REFUSAL.wireName().equals(reply.finishReason())) {
            run.refuse();
        }
        run.restore(message == null ? "" : message.content(), storedSteps);
        if (reply.status() == ReplyStatus.FAILED) {
            run.fail(message, failure(reply));
        } else {
            run.complete(
                    message,
                    metadata.usage(),
                    Optional.ofNullable(reply.finishReason()).orElse("stop"),
                    Objects.requireNonNullElse(metadata.model(), reply.model()),
                    metadata.offline(),
                    metadata.toolCalls(),
                    metadata.reasoning(),
                    metadata.stopSequence());
        }
        return run;
    }

    private ReplyFailure failure(ReplyRecord reply) {
        JsonNode stored = parse(reply.failure());
        return stored.isObject()
                ? new ReplyFailure(
                        stored.path("type").asText(),
                        stored.path("title").asText(),
                        stored.path("status").asInt(),
                        stored.path("code").asText(),
                        stored.path("detail").asText(null),
                        stored.path("left_out").asText(null),
                        null)
                : ReplyFailure.interrupted();
    }

    private JsonNode parse(@Nullable String text) {
        try {
            return text == null ? MissingNode.getInstance() : json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored message holds broken JSON", broken);
        }
    }
}
