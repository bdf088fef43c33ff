package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.chat.delivery.LiveEvents;
import de.lopezitwelt.chat.openai.OpenAiErrors;
import de.lopezitwelt.chat.openai.OpenAiReplies;
import de.lopezitwelt.chat.openai.WholeReplyCollector;
import de.lopezitwelt.chat.openai.responses.write.ResponseEvents;
import de.lopezitwelt.chat.openai.responses.write.ResponseResult;
import de.lopezitwelt.chat.openai.responses.write.ResponseWriter;
import de.lopezitwelt.chat.openai.responses.write.Said;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Answers a response, in one piece or as a stream. Cancelling the answer cancels the reply. */
@ApplicationScoped
class ResponseAnswers {
    private final EventStreams streams;

    private final OpenAiErrors errors;

    ResponseAnswers(EventStreams streams, OpenAiErrors errors) {
        this.streams = streams;
        this.errors = errors;
    }

    Uni<ObjectNode> whole(ResponseRequest request, Uni<StartedReply> started) {
        return OpenAiReplies.abandoningWhenCancelled(started)
                .chain(reply -> streams.awaited(
                                reply.listener(),
                                reply.updates().collect().in(WholeReplyCollector::new, WholeReplyCollector::add))
                        .map(whole -> writer(request, reply)
                                .response(ResponseResult.of(
                                        whole.done(),
                                        new Said(whole.thoughtsBefore(), whole.text(), whole.thoughtsAfter())))));
    }

    Uni<Void> stream(Caller caller, ResponseRequest request, Uni<StartedReply> started, RoutingContext client) {
        return stream(
                caller,
                OpenAiReplies.abandoningWhenCancelled(started)
                        .map(reply -> new Told(reply, new ResponseEvents(writer(request, reply), reply.replyId(), -1))),
                client);
    }

    /** The events of a stored response after a number. */
    Uni<Void> streamAgain(Caller caller, Uni<StoredResponses.Repeated> stored, long after, RoutingContext client) {
        return stream(
                caller,
                stored.map(found -> new Told(
                        found.reply(),
                        new ResponseEvents(found.writer(), found.reply().replyId(), after))),
                client);
    }

    /** A reply, and what makes events of it. */
    private record Told(StartedReply reply, ResponseEvents events) {}

    private Uni<Void> stream(Caller caller, Uni<Told> response, RoutingContext client) {
        AtomicReference<@Nullable ResponseEvents> begun = new AtomicReference<>();
        Uni<LiveEvents> live = response.map(told -> {
            begun.set(told.events());
            return new LiveEvents(
                    told.reply().listener().organizationId(),
                    told.reply().updates().map(told.events()::of).filter(sent -> !sent.isEmpty()));
        });
        return streams.write(caller, client.request(), live, errors.inNumberedStream(client, () -> {
            ResponseEvents events = begun.get();
            return events == null ? 0 : events.sequence();
        }));
    }

    private static ResponseWriter writer(ResponseRequest request, StartedReply reply) {
        return new ResponseWriter(reply.replyId(), reply.sessionId(), request.echo());
    }
}
