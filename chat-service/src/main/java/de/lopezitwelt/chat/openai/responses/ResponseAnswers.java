package de.lopezitwelt.chat.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.chat.delivery.LiveEvents;
import de.lopezitwelt.chat.openai.OpenAiReplies;
import de.lopezitwelt.chat.openai.WholeReplyCollector;
import de.lopezitwelt.chat.openai.responses.write.ResponseEvents;
import de.lopezitwelt.chat.openai.responses.write.ResponseResult;
import de.lopezitwelt.chat.openai.responses.write.ResponseWriter;
import de.lopezitwelt.chat.openai.responses.write.Said;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers a response, in one piece or as a stream. Cancelling the answer cancels the reply. */
@ApplicationScoped
class ResponseAnswers {
    private final EventStreams streams;

    ResponseAnswers(EventStreams streams) {
        this.streams = streams;
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

    Uni<Void> stream(Caller caller, ResponseRequest request, Uni<StartedReply> started, HttpServerRequest client) {
        return streams.write(
                caller, client, OpenAiReplies.abandoningWhenCancelled(started).map(reply -> events(request, reply)));
    }

    private static LiveEvents events(ResponseRequest request, StartedReply reply) {
        ResponseEvents events = new ResponseEvents(writer(request, reply), reply.replyId());
        return new LiveEvents(
                reply.listener().organizationId(),
                reply.updates().map(events::of).filter(sent -> !sent.isEmpty()));
    }

    private static ResponseWriter writer(ResponseRequest request, StartedReply reply) {
        return new ResponseWriter(reply.replyId(), reply.sessionId(), request.echo());
    }
}
