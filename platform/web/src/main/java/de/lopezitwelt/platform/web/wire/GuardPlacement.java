package de.lopezitwelt.platform.web.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Supplier;

/**
 * Waits for the first clear bytes of a connection. When the server has made the connection one of HTTP/1 by then, it puts the guard before
 * the decoder. Otherwise there is nothing to guard: HTTP/2 says itself where its messages end, and a server that waits to be told which
 * of the two is spoken is the management port, which no client reaches.
 */
final class GuardPlacement extends ChannelInboundHandlerAdapter {
    static final String NAME = "lopez-guard-placement";

    /** What Vert.x calls its handlers. */
    private static final String DECODER = "httpDecoder";

    private static final String CONNECTION = "handler";

    private final Supplier<ConnectionGuard.Settings> settings;

    GuardPlacement(Supplier<ConnectionGuard.Settings> settings) {
        this.settings = settings;
    }

    /** With TLS, the clear bytes come from its handler, which has joined the pipeline meanwhile. */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.fireChannelActive();
        ChannelHandlerContext tls = ctx.pipeline().context(SslHandler.class);
        if (tls != null && ctx.name().equals(NAME)) {
            ctx.pipeline().addAfter(tls.name(), NAME + "-in-tls", new GuardPlacement(settings));
            ctx.pipeline().remove(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        ChannelPipeline pipeline = ctx.pipeline();
        if (pipeline.get(DECODER) != null && pipeline.get(CONNECTION) != null) {
            var guard = new ConnectionGuard(settings.get());
            pipeline.addBefore(DECODER, ConnectionGuard.NAME, guard);
            pipeline.addBefore(CONNECTION, AnswerWatch.NAME, new AnswerWatch(guard));
        }
        ctx.fireChannelRead(bytes);
        pipeline.remove(this);
    }
}
