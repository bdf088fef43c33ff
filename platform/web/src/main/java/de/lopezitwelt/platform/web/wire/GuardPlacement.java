package de.lopezitwelt.platform.web.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import java.util.function.Supplier;

/**
 * Waits for the first decrypted bytes of a connection. If the server has set the connection up for HTTP/1 by then, this puts
 * the guard before the decoder. Otherwise there is nothing to guard: HTTP/2 delimits its messages itself, and only the
 * management port, which clients cannot reach, still waits to learn the version.
 */
final class GuardPlacement extends ChannelInboundHandlerAdapter {
    static final String NAME = "lopez-guard-placement";

    /** Names that Vert.x gives its handlers. */
    private static final String DECODER = "httpDecoder";

    private static final String CONNECTION = "handler";

    private final Supplier<ConnectionGuard.Settings> settings;

    GuardPlacement(Supplier<ConnectionGuard.Settings> settings) {
        this.settings = settings;
    }

    /** With TLS, the decrypted bytes come from its handler, which has joined the pipeline in the meantime. */
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
