package de.lopezitwelt.platform.persistence;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandResponse;
import java.util.ArrayDeque;

/**
 * Fails every statement that is on its way when its connection ends. The client (vertx-mysql-client 4.5.23,
 * {@code MySQLCodec.fail}) fails the first one only. The others, and what is sent in answer to that failure, a
 * {@code ROLLBACK} for instance, would never be answered. Here the connection is known to be closed before anybody hears
 * of it: the pool has replaced it, and it takes no more statements.
 */
final class AnswersOnClose extends ChannelDuplexHandler {
    private static final String VERTX = "handler";

    private final ArrayDeque<CommandBase<?>> unanswered = new ArrayDeque<>();

    private AnswersOnClose() {}

    /** On a connection without statements on their way, between the codec and Vert.x. */
    static void addTo(ChannelPipeline pipeline) {
        pipeline.addBefore(VERTX, "answersOnClose", new AnswersOnClose());
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof CommandBase<?> command) {
            unanswered.add(command);
        }
        context.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof CommandResponse<?> response) {
            if (response.toAsyncResult().cause() instanceof ClosedConnectionException) {
                return;
            }
            unanswered.removeFirstOccurrence(response.cmd);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        context.fireChannelInactive();
        CommandBase<?> command;
        while ((command = unanswered.poll()) != null) {
            command.fail(ClosedConnectionException.INSTANCE);
        }
    }
}
