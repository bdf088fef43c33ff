package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.reply.StartedReply;
import de.lopezitwelt.chat.stream.EventStreams;
import de.lopezitwelt.chat.stream.ReplyUpdate;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Answers a completion, in one piece or as a stream. Cancelling the answer cancels the reply. */
@ApplicationScoped
class CompletionAnswers {
    private final EventStreams streams;
    private final ObjectMapper json;

    CompletionAnswers(EventStreams streams, ObjectMapper json) {
        this.streams = streams;
        this.json = json;
    }

    Uni<String> whole(CompletionRequest request, Uni<StartedReply> started) {
        return ReplyStart.abandoningWhenCancelled(started)
                .chain(reply -> reply.updates()
                        .collect()
                        .in(WholeAnswer::new, WholeAnswer::hear)
                        .map(answer -> answer.json(new CompletionWriter(reply, request.model(), false, false))));
    }

    /** What was heard of a reply, for one piece. */
    private static final class WholeAnswer {
        private final StringBuilder text = new StringBuilder();
        private ReplyUpdate.@Nullable Completed done;

        void hear(ReplyUpdate update) {
            switch (update) {
                case ReplyUpdate.Delta delta -> text.append(delta.text());
                case ReplyUpdate.Completed completed -> done = completed;
                case ReplyUpdate.Failed failed -> throw FailedReply.problem(failed.problem());
                case ReplyUpdate.Created created -> {}
                case ReplyUpdate.ToolCalled called -> {}
                case ReplyUpdate.ToolAnswered answered -> {}
            }
        }

        String json(CompletionWriter writer) {
            if (done == null) {
                throw new IllegalStateException("a reply without an end");
            }
            return writer.whole(text.toString(), done);
        }
    }

    Uni<Void> stream(Caller caller, CompletionRequest request, Uni<StartedReply> started, HttpServerResponse response) {
        return streams.write(
                caller, response, ReplyStart.abandoningWhenCancelled(started).map(reply -> events(request, reply)));
    }

    private Multi<String> events(CompletionRequest request, StartedReply reply) {
        CompletionEvents events =
                new CompletionEvents(new CompletionWriter(reply, request.model(), true, request.includeUsage()), json);
        return reply.updates().map(events::of).filter(event -> !event.isEmpty());
    }
}
