package de.lopezitwelt.platform.web.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;

/** Tells the guard of its connection which answers have begun and ended. Interim answers (1xx) do not count. */
final class AnswerWatch extends ChannelOutboundHandlerAdapter {
    static final String NAME = "lopez-answers";

    private final ConnectionGuard guard;

    AnswerWatch(ConnectionGuard guard) {
        this.guard = guard;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise written) {
        if (guard.isLeaving()) {
            ReferenceCountUtil.release(message);
            written.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                ctx.write(message, written);
                return;
            }
            guard.answerBegins(response.headers());
        }
        boolean last = message instanceof LastHttpContent;
        ctx.write(message, written);
        if (last) {
            guard.answerEnded();
        }
    }
}
