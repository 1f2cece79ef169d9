package io.photosync.webhook;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Cuts off who does not get to the end of a request's headers, or sends too many. Idle time does not count for a sender that sends a byte
 * now and then. Stands before the decoder and sees whatever arrives.
 */
final class SlowHeads extends ChannelInboundHandlerAdapter {
    /** From the connection, or a further request's first byte, to the blank line. Graph's are one packet; this is for bad lines. */
    static final long WITHIN_SECONDS = 10;

    /**
     * Ten times what proxies and Graph send. The bound on bytes alone would allow lines of four, two thousand objects for 8 KB: with 300 such
     * connections there is no heap left.
     */
    static final int MOST_LINES = 100;

    private HeadScan head = new HeadScan(MOST_LINES);
    /** Null while none is awaited: between two requests, where the idle time counts, and within a body. */
    private Future<?> late;

    private boolean inside;
    private boolean decoded;

    @Override
    public void channelActive(ChannelHandlerContext context) {
        expect(context);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!decoded) {
            listenToDecoder(context);
        }
        if (!inside && message instanceof ByteBuf bytes && !follow(context, bytes)) {
            ReferenceCountUtil.release(message);
            context.close();
            return;
        }
        context.fireChannelRead(message);
    }

    /** @return whether it may go on */
    private boolean follow(ChannelHandlerContext context, ByteBuf bytes) {
        if (late == null) {
            expect(context);
        }
        for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            switch (head.next(bytes.getByte(i))) {
                case MORE -> {}
                case TOO_MANY_LINES -> {
                    return false;
                }
                case END -> {
                    requestBegan();
                    return true;
                }
            }
        }
        return true;
    }

    private void expect(ChannelHandlerContext context) {
        late = context.executor().schedule(() -> context.close(), WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    private void relax() {
        if (late != null) {
            late.cancel(false);
            late = null;
        }
    }

    private void listenToDecoder(ChannelHandlerContext context) {
        decoded = true;
        ChannelHandlerContext decoder = context.pipeline().context(HttpRequestDecoder.class);
        if (decoder == null) {
            // Whatever is spoken here, it is not HTTP/1.1: the idle time has to do.
            requestBegan();
        } else {
            context.pipeline().addAfter(decoder.name(), "photosync-requests", new Requests(this));
        }
    }

    /** Where requests follow one another without a pause, the decoder may know it before their bytes were followed. */
    private void requestBegan() {
        inside = true;
        relax();
    }

    private void requestEnded() {
        inside = false;
        head = new HeadScan(MOST_LINES);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        relax();
        context.fireChannelInactive();
    }

    /** After the decoder: where a request's headers are complete, and where it ends, its body included. */
    private static final class Requests extends ChannelInboundHandlerAdapter {
        private final SlowHeads heads;

        Requests(SlowHeads heads) {
            this.heads = heads;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                if (request.protocolVersion().majorVersion() > 1) {
                    // The preface of HTTP/2 reads like a request; further on it would be an error with a stack trace in
                    // the log.
                    context.close();
                    return;
                }
                heads.requestBegan();
            }
            if (message instanceof LastHttpContent) {
                heads.requestEnded();
            }
            context.fireChannelRead(message);
        }
    }
}
