package de.lopezitwelt.chat.anthropic;

import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.chat.delivery.LiveEvents;
import de.lopezitwelt.chat.openai.OpenAiReplies;
import de.lopezitwelt.chat.openai.WholeReplyCollector;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Answers with a message, in one piece or as a stream. Cancelling the answer cancels the reply. */
@ApplicationScoped
class MessageAnswers {
    private final EventStreams streams;
    private final AnthropicErrors errors;

    MessageAnswers(EventStreams streams, AnthropicErrors errors) {
        this.streams = streams;
        this.errors = errors;
    }

    Uni<String> whole(Uni<StartedReply> started, Function<StartedReply, MessageWriter> writer) {
        return OpenAiReplies.abandoningWhenCancelled(started)
                .chain(reply -> streams.awaited(
                                reply.listener(),
                                reply.updates().collect().in(WholeReplyCollector::new, WholeReplyCollector::add))
                        .map(whole -> writer.apply(reply).whole(whole)));
    }

    Uni<Void> stream(
            Caller caller,
            Uni<StartedReply> started,
            Function<StartedReply, MessageWriter> writer,
            RoutingContext client) {
        return streams.write(
                caller,
                client.request(),
                OpenAiReplies.abandoningWhenCancelled(started).map(reply -> events(reply, writer.apply(reply))),
                errors.inStream(client));
    }

    private static LiveEvents events(StartedReply reply, MessageWriter writer) {
        MessageEvents events = new MessageEvents(writer);
        return new LiveEvents(
                reply.listener().organizationId(),
                reply.updates().map(events::of).filter(event -> !event.isEmpty()));
    }
}
