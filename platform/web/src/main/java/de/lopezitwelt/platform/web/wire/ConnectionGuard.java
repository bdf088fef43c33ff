package de.lopezitwelt.platform.web.wire;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the server's own decoder and passes on the bytes that {@link RequestFraming} accepts. A refused request is
 * answered after all earlier requests, and ends the connection. The connection also ends after a request that does not
 * arrive in time, and when an answer is complete while much of its request is still to come: the rest is not read.
 */
final class ConnectionGuard extends ByteToMessageDecoder {
    static final String NAME = "lopez-guard";

    /** Most requests of one connection that wait for their answers. */
    private static final int MOST_WAITING = 64;
    /** Most bytes that are read and dropped after an answer, so that the connection can go on. */
    private static final int SHORT_REST = 64 * 1024;
    /** How long a client may take to read the last answer. Closing a connection with unread bytes would discard the answer. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    /** Most bytes that are read and dropped in that time. */
    private static final int MOST_AFTER_LAST_ANSWER = 1024 * 1024;

    private final Settings settings;
    private final RequestFraming framing;

    private @Nullable ChannelHandlerContext context;
    private int answersBegun;
    private int answersEnded;
    private @Nullable ProblemException refusal;
    private boolean saysClose;
    private boolean leaving;
    private long thrownAway;
    private long requestSince;
    private @Nullable ScheduledFuture<?> deadline;

    /**
     * The limits for the connections of a server.
     *
     * @param headTime longest time in which the head of a request arrives
     * @param requestTime longest time in which the whole request arrives
     * @param refusals makes the bytes of the answer to a refused request
     */
    record Settings(
            RequestFraming.Limits limits,
            Duration headTime,
            Duration requestTime,
            Function<ProblemException, byte[]> refusals) {}

    ConnectionGuard(Settings settings) {
        this.settings = settings;
        this.framing = new RequestFraming(settings.limits);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        super.channelRead(ctx, message);
        if (deadline == null && refusal == null && framing.isWithinRequest()) {
            schedule(ctx);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (refusal != null || leaving) {
            throwAway(ctx, in);
            return;
        }
        boolean waiting = framing.isWithinRequest();
        try {
            if (!waiting) {
                requestSince = System.nanoTime();
                if (framing.begun() - answersEnded > MOST_WAITING) {
                    throw new ProblemException(CommonProblem.RATE_LIMITED, "Too many requests wait for their turn");
                }
            }
            int length = framing.accept(in);
            if (length > 0) {
                out.add(in.readRetainedSlice(length));
            }
        } catch (ProblemException malformed) {
            throwAway(ctx, in);
            refuse(ctx, malformed);
        }
    }

    private void throwAway(ChannelHandlerContext ctx, ByteBuf in) {
        thrownAway += in.readableBytes();
        in.skipBytes(in.readableBytes());
        if (thrownAway > MOST_AFTER_LAST_ANSWER) {
            ctx.close();
        }
    }

    private void refuse(ChannelHandlerContext ctx, ProblemException problem) {
        refusal = problem;
        answerRefusal(ctx);
    }

    /** No request is answered twice: if the answer to the refused request has begun already, the connection just ends. */
    private void answerRefusal(ChannelHandlerContext ctx) {
        ProblemException problem = refusal;
        if (problem == null || leaving) {
            return;
        }
        int before = framing.isWithinBody() ? framing.begun() - 1 : framing.begun();
        if (answersEnded < before) {
            return;
        }
        if (answersBegun > before) {
            leave(ctx, Unpooled.EMPTY_BUFFER);
        } else {
            leave(ctx, Unpooled.wrappedBuffer(settings.refusals.apply(problem)));
        }
    }

    /** Called when the head of an answer is written. */
    void answerBegins(HttpHeaders headers) {
        answersBegun++;
        if (refusal == null && isLastOfUnfinished(answersBegun) && !isRestShort()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            saysClose = true;
        }
    }

    /** Called when an answer has been written to its end. */
    void answerEnded() {
        answersEnded++;
        if (refusal != null) {
            answerRefusal(context());
        } else if (saysClose || isLastOfUnfinished(answersEnded) && !isRestShort()) {
            leave(context(), Unpooled.EMPTY_BUFFER);
        }
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context);
    }

    /** Whether the last answer has been written: no other may follow. */
    boolean isLeaving() {
        return leaving;
    }

    private boolean isLastOfUnfinished(int answers) {
        return answers == framing.begun() && framing.isWithinBody();
    }

    /** Whether the rest of the body can be read and dropped. Not while reading is paused: it may never be resumed. */
    private boolean isRestShort() {
        return framing.bodyLeft() <= SHORT_REST && context().channel().config().isAutoRead();
    }

    /** Writes the last bytes and closes the connection. */
    private void leave(ChannelHandlerContext ctx, ByteBuf lastWords) {
        leaving = true;
        ctx.channel().config().setAutoRead(true);
        ctx.writeAndFlush(lastWords).addListener((ChannelFutureListener) written -> {
            if (written.channel() instanceof DuplexChannel socket
                    && ctx.pipeline().get(SslHandler.class) == null) {
                socket.shutdownOutput();
                ctx.executor().schedule(() -> ctx.close(), FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                ctx.close();
            }
        });
    }

    private void schedule(ChannelHandlerContext ctx) {
        Duration time = framing.isWithinHead() ? settings.headTime : settings.requestTime;
        long wait = requestSince + time.toNanos() - System.nanoTime();
        deadline = ctx.executor().schedule(() -> due(ctx), Math.max(wait, 1), TimeUnit.NANOSECONDS);
    }

    private void due(ChannelHandlerContext ctx) {
        deadline = null;
        if (refusal != null || leaving || !framing.isWithinRequest()) {
            return;
        }
        Duration time = framing.isWithinHead() ? settings.headTime : settings.requestTime;
        if (System.nanoTime() - requestSince >= time.toNanos()) {
            refuse(ctx, new ProblemException(CommonProblem.REQUEST_TIMEOUT));
        } else {
            schedule(ctx);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        ScheduledFuture<?> pending = deadline;
        if (pending != null) {
            pending.cancel(false);
        }
    }
}
