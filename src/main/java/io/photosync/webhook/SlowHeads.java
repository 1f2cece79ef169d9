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
 * Closes connections whose request headers are not complete in time or have too many lines, before the body or in its
 * trailers. The idle timeout does not stop a client that sends a byte now and then. Placed before the HTTP decoder:
 * inspects all bytes, and passes them on in parts: a head, then what follows.
 */
final class SlowHeads extends ChannelInboundHandlerAdapter {
    /**
     * Time for a head, from the connection or a further request's first byte to the blank line. Graph sends one packet;
     * this allows for bad networks.
     */
    static final long TIMEOUT_SECONDS = 10;

    /**
     * Ten times what proxies and Graph send. The limit on bytes alone would allow lines of four bytes, two thousand
     * objects per 8 KB: some hundred such connections exhaust the heap.
     */
    static final int MAX_LINES = 100;

    /** No known client sends trailers with a notification. */
    static final int MAX_TRAILERS = 20;

    private enum Part {
        HEAD,
        BODY,
        /** Bytes that the decoder cannot parse; the handlers behind it close the connection. */
        LOST
    }

    private Part part = Part.HEAD;
    private HeadScan head = HeadScan.ofRequest(MAX_LINES);
    /** Present for a chunked body. */
    private Optional<ChunkScan> chunks = Optional.empty();
    /** Remaining bytes of a body with a length. */
    private long left;

    /** Timeout of the current head; null between two requests, where the idle timeout applies, and within a body. */
    private Future<?> timeout;

    private boolean decoded;

    @Override
    public void channelActive(ChannelHandlerContext context) {
        startTimeout(context);
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
                passOn(context, bytes.readRetainedSlice(next));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** @return number of bytes to pass on; 0 to close the connection */
    private int next(ChannelHandlerContext context, ByteBuf bytes) {
        return switch (part) {
            case HEAD -> {
                if (timeout == null) {
                    startTimeout(context);
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
                scan.skip(content);
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

    /** A head or body that ends here must end for the decoder too: otherwise its next bytes would be unlimited. */
    private void passOn(ChannelHandlerContext context, ByteBuf bytes) {
        HeadScan followed = head;
        context.fireChannelRead(bytes);
        boolean headGoesOn = part == Part.HEAD && head == followed;
        if (headGoesOn && head.ended()
                || part == Part.BODY && chunks.filter(ChunkScan::ended).isPresent()) {
            context.close();
        }
    }

    private void startTimeout(ChannelHandlerContext context) {
        timeout = context.executor().schedule(() -> context.close(), TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private void cancelTimeout() {
        if (timeout != null) {
            timeout.cancel(false);
            timeout = null;
        }
    }

    private void listenToDecoder(ChannelHandlerContext context) {
        decoded = true;
        ChannelHandlerContext decoder = context.pipeline().context(HttpRequestDecoder.class);
        if (decoder == null) {
            // Not HTTP/1.1: only the idle timeout applies.
            lost();
        } else {
            context.pipeline().addAfter(decoder.name(), "photosync-requests", new Requests(this));
        }
    }

    private void lost() {
        part = Part.LOST;
        cancelTimeout();
    }

    private void bodyBegins(HttpRequest request) {
        part = Part.BODY;
        boolean chunked = HttpUtil.isTransferEncodingChunked(request);
        chunks = chunked ? Optional.of(new ChunkScan(MAX_TRAILERS)) : Optional.empty();
        left = chunked ? 0 : HttpUtil.getContentLength(request, 0L);
        cancelTimeout();
    }

    private void requestEnded() {
        if (part != Part.LOST) {
            part = Part.HEAD;
            head = HeadScan.ofRequest(MAX_LINES);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelTimeout();
        context.fireChannelInactive();
    }

    /** Handler after the decoder: detects the end of a request's headers, and of the request with its body. */
    private static final class Requests extends ChannelInboundHandlerAdapter {
        private final SlowHeads heads;

        Requests(SlowHeads heads) {
            this.heads = heads;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                if (request.protocolVersion().majorVersion() > 1) {
                    // HTTP/2's preface parses as a request; passed on, it would cause an error with a stack trace in
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
