package de.lopezitwelt.chat.openai.completion;

import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.chat.delivery.LiveEvents;
import de.lopezitwelt.chat.openai.OpenAiErrors;
import de.lopezitwelt.chat.openai.OpenAiReplies;
import de.lopezitwelt.chat.openai.WholeReplyCollector;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers a completion, in one piece or as a stream. Cancelling the answer cancels the reply. */
@ApplicationScoped
class CompletionAnswers {
    private final EventStreams streams;
    private final OpenAiErrors errors;

    CompletionAnswers(EventStreams streams, OpenAiErrors errors) {
        this.streams = streams;
        this.errors = errors;
    }

    Uni<String> whole(CompletionRequest request, Uni<StartedReply> started) {
        return OpenAiReplies.abandoningWhenCancelled(started)
                .chain(reply -> streams.awaited(
                                reply.listener(),
                                reply.updates().collect().in(WholeReplyCollector::new, WholeReplyCollector::add))
                        .map(whole -> new CompletionWriter(reply, request.model(), false, false, request.customTools())
                                .whole(whole.text(), whole.thoughts(), whole.done())));
    }

    Uni<Void> stream(Caller caller, CompletionRequest request, Uni<StartedReply> started, RoutingContext client) {
        return streams.write(
                caller,
                client.request(),
                OpenAiReplies.abandoningWhenCancelled(started).map(reply -> events(request, reply)),
                errors.inStream(client));
    }

    private static LiveEvents events(CompletionRequest request, StartedReply reply) {
        CompletionEvents events = new CompletionEvents(
                new CompletionWriter(reply, request.model(), true, request.includeUsage(), request.customTools()));
        return new LiveEvents(
                reply.listener().organizationId(),
                reply.updates().map(events::of).filter(event -> !event.isEmpty()));
    }
}
