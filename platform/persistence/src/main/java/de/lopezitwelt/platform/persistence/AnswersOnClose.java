package de.lopezitwelt.platform.persistence;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.impl.command.CommandResponse;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Ends a connection whose prepared statement is broken for later callers ({@link BrokenStatements}), and fails every pending
 * statement when its connection ends. The client (vertx-mysql-client 4.5.23,
 * {@code MySQLCodec.fail}) fails the first one only. The others, and statements that are sent
 * in response to that failure, such as {@code ROLLBACK}, would never be answered. Here the connection counts as closed
 * before any caller learns of it: the pool has replaced it, and it takes no more statements.
 */
final class AnswersOnClose extends ChannelDuplexHandler {
    private static final String VERTX = "handler";

    private final ArrayDeque<CommandBase<?>> unanswered = new ArrayDeque<>();
    /** Answers that arrived while this side closes the connection; they are passed on at the end, like all others. */
    private final Map<CommandBase<?>, CommandResponse<?>> answers = new IdentityHashMap<>();

    private boolean closing;

    private AnswersOnClose() {}

    /** Call on a connection without pending statements. It places itself between the codec and Vert.x. */
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
            if (closing || BrokenStatements.isLeftBy(response)) {
                answers.put(response.cmd, response);
                close(context);
                return;
            }
            unanswered.removeFirstOccurrence(response.cmd);
        }
        context.fireChannelRead(message);
    }

    /** Runs before the waiting caller gets the failure: at that moment the pool would hand the connection to the next caller. */
    private void close(ChannelHandlerContext context) {
        if (!closing) {
            closing = true;
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        context.fireChannelInactive();
        CommandBase<?> command;
        while ((command = unanswered.poll()) != null) {
            CommandResponse<?> answer = answers.remove(command);
            if (answer == null) {
                command.fail(ClosedConnectionException.INSTANCE);
            } else {
                answer.fire();
            }
        }
    }
}
