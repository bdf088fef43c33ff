package de.lopezitwelt.chat.reply.api;

import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.chat.reply.listen.ReplyEventEncoder;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Answers a turn over HTTP, as a stream of events or in one piece. */
@ApplicationScoped
class TurnAnswers {
    private final EventStreams streams;
    private final ReplyEventEncoder encoder;

    TurnAnswers(EventStreams streams, ReplyEventEncoder encoder) {
        this.streams = streams;
        this.encoder = encoder;
    }

    Uni<Response> streamed(Caller listener, HttpServerRequest request, Uni<StartedReply> turn) {
        return streams.write(listener, request, turn.map(encoder::live))
                .replaceWith(() -> Response.ok().build());
    }

    Uni<Response> inOnePiece(Uni<StartedReply> turn) {
        return turn.chain(started -> streams.awaited(
                                started.listener(), started.updates().collect().asList())
                        .map(updates -> whole(started, updates)))
                .map(whole -> Response.ok(whole).build());
    }

    private static WholeReply whole(StartedReply started, List<ReplyUpdate> updates) {
        ReplyUpdate.Created created = (ReplyUpdate.Created) updates.getFirst();
        return switch (updates.getLast()) {
            case ReplyUpdate.Completed done ->
                new WholeReply(
                        started.replyId(),
                        created.message(),
                        done.message(),
                        done.usage(),
                        done.finishReason(),
                        done.detail());
            case ReplyUpdate.Failed failed -> throw failed.problem().problem();
            default -> throw new IllegalStateException("a reply without an end");
        };
    }
}
