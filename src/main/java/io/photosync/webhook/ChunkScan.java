package io.photosync.webhook;

/**
 * Follows a chunked body as its bytes arrive, HTTP/1.1 (RFC 9112, section 7.1). Stricter than the decoder behind it, so that nobody can be in
 * the trailers there and in a chunk here.
 */
final class ChunkScan {
    /** How it stands after a byte. */
    enum Found {
        MORE,
        END,
        /** No size that a chunk may have, or more trailers than anybody needs. */
        UNUSABLE
    }

    private enum Part {
        SIZE,
        EXTENSION,
        CONTENT,
        AFTER_CONTENT,
        TRAILERS
    }

    private static final int MOST_DIGITS = 7;

    private final HeadScan trailers;
    private Part part = Part.SIZE;
    private int digits;
    /** Of the chunk's content. */
    private int left;

    ChunkScan(int mostTrailers) {
        this.trailers = HeadScan.ofTrailers(mostTrailers);
    }

    boolean ended() {
        return trailers.ended();
    }

    /** How many of the next bytes are content, which need not be looked at. */
    int content() {
        return part == Part.CONTENT ? left : 0;
    }

    /** @param bytes of the content that have passed, {@link #content} at most */
    void pass(int bytes) {
        left -= bytes;
        if (left == 0) {
            part = Part.AFTER_CONTENT;
        }
    }

    /** A byte that is not content. */
    Found next(byte b) {
        return switch (part) {
            case SIZE -> size(b);
            case EXTENSION -> b == '\n' ? sizeEnds() : Found.MORE;
            case CONTENT -> throw new IllegalStateException("content is to be passed");
            case AFTER_CONTENT -> b == '\n' ? chunkEnds() : Found.MORE;
            case TRAILERS ->
                switch (trailers.next(b)) {
                    case MORE -> Found.MORE;
                    case END -> Found.END;
                    case TOO_MANY_LINES -> Found.UNUSABLE;
                };
        };
    }

    private Found size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            left = left * 16 + digit;
            digits++;
            return digits > MOST_DIGITS ? Found.UNUSABLE : Found.MORE;
        }
        if (digits == 0) {
            return Found.UNUSABLE;
        }
        return switch (b) {
            case '\n' -> sizeEnds();
            case '\r', ';', ' ', '\t' -> {
                part = Part.EXTENSION;
                yield Found.MORE;
            }
            default -> Found.UNUSABLE;
        };
    }

    private Found sizeEnds() {
        part = left == 0 ? Part.TRAILERS : Part.CONTENT;
        return Found.MORE;
    }

    private Found chunkEnds() {
        part = Part.SIZE;
        digits = 0;
        return Found.MORE;
    }
}
