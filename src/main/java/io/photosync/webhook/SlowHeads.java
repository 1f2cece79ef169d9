package io.photosync.webhook;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Cuts off who does not get to the end of a request's headers, or sends too many, before the body or after it. Idle time does not count for
 * a sender that sends a byte now and then. Stands before the decoder, sees whatever arrives, and hands it on part by part: a head, then
 * what follows.
 */
final class SlowHeads extends ChannelInboundHandlerAdapter {
    /** From the connection, or a further request's first byte, to the blank line. Graph's are one packet; this is for bad lines. */
    static final long WITHIN_SECONDS = 10;

    /**
     * Ten times what proxies and Graph send. The bound on bytes alone would allow lines of four, two thousand objects for 8 KB: with some
     * hundred such connections there is no heap left.
     */
    static final int MOST_LINES = 100;

    /** Nobody is known to send any with a notification. */
    static final int MOST_TRAILERS = 20;

    private enum Part {
        HEAD,
        BODY,
        /** What the decoder makes nothing of; whoever stands behind it hangs up. */
        LOST
    }

    private Part part = Part.HEAD;
    private HeadScan head = HeadScan.ofRequest(MOST_LINES);
    /** Of the body, where it is chunked. */
    private Optional<ChunkScan> chunks = Optional.empty();
    /** Bytes of the body that are yet to come, where its length was told. */
    private long left;

    /** Null while none is awaited: between two requests, where the idle time counts, and within a body. */
    private Future<?> late;

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
        if (!(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            while (bytes.isReadable() && context.channel().isOpen()) {
                int next = next(context, bytes);
                if (next <= 0) {
                    context.close();
                    return;
                }
                handOn(context, bytes.readRetainedSlice(next));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** @return how many bytes may be handed on at once; 0 where the connection is to be closed */
    private int next(ChannelHandlerContext context, ByteBuf bytes) {
        return switch (part) {
            case HEAD -> {
                if (late == null) {
                    expect(context);
                }
                yield head(bytes);
            }
            case BODY -> chunks.map(scan -> chunks(scan, bytes)).orElseGet(() -> length(bytes));
            case LOST -> bytes.readableBytes();
        };
    }

    private int head(ByteBuf bytes) {
        for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
            switch (head.next(bytes.getByte(i))) {
                case MORE -> {}
                case TOO_MANY_LINES -> {
                    return 0;
                }
                case END -> {
                    return i + 1 - bytes.readerIndex();
                }
            }
        }
        return bytes.readableBytes();
    }

    private static int chunks(ChunkScan scan, ByteBuf bytes) {
        int i = bytes.readerIndex();
        while (i < bytes.writerIndex()) {
            int content = Math.min(scan.content(), bytes.writerIndex() - i);
            if (content > 0) {
                scan.pass(content);
                i += content;
                continue;
            }
            switch (scan.next(bytes.getByte(i))) {
                case MORE -> i++;
                case UNUSABLE -> {
                    return 0;
                }
                case END -> {
                    return i + 1 - bytes.readerIndex();
                }
            }
        }
        return bytes.readableBytes();
    }

    private int length(ByteBuf bytes) {
        int now = (int) Math.min(left, bytes.readableBytes());
        left -= now;
        return now;
    }

    /** What has ended here has to end for the decoder, too: otherwise what it reads next would be without a bound. */
    private void handOn(ChannelHandlerContext context, ByteBuf bytes) {
        HeadScan followed = head;
        context.fireChannelRead(bytes);
        boolean headGoesOn = part == Part.HEAD && head == followed;
        if (headGoesOn && head.ended()
                || part == Part.BODY && chunks.filter(ChunkScan::ended).isPresent()) {
            context.close();
        }
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
            lost();
        } else {
            context.pipeline().addAfter(decoder.name(), "photosync-requests", new Requests(this));
        }
    }

    private void lost() {
        part = Part.LOST;
        relax();
    }

    private void bodyBegins(HttpRequest request) {
        part = Part.BODY;
        boolean chunked = HttpUtil.isTransferEncodingChunked(request);
        chunks = chunked ? Optional.of(new ChunkScan(MOST_TRAILERS)) : Optional.empty();
        left = chunked ? 0 : HttpUtil.getContentLength(request, 0L);
        relax();
    }

    private void requestEnded() {
        if (part != Part.LOST) {
            part = Part.HEAD;
            head = HeadScan.ofRequest(MOST_LINES);
        }
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
                if (request.decoderResult().isFailure()) {
                    heads.lost();
                } else {
                    heads.bodyBegins(request);
                }
            }
            if (message instanceof LastHttpContent) {
                heads.requestEnded();
            }
            context.fireChannelRead(message);
        }
    }
}
