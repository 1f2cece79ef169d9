package io.photosync.webhook;

/**
 * Scans a chunked body as its bytes arrive, HTTP/1.1 (RFC 9112, section 7.1). Stricter than the decoder behind it, so
 * that no input can be in a trailer for the decoder and in a chunk here. Not thread-safe.
 */
final class ChunkScan {
    /** State after a byte. */
    enum Found {
        MORE,
        END,
        /** An invalid chunk size, or more trailers than are allowed. */
        UNUSABLE
    }

    private enum Part {
        SIZE,
        EXTENSION,
        CONTENT,
        AFTER_CONTENT,
        TRAILERS
    }

    private static final int MAX_DIGITS = 7;

    private final HeadScan trailers;
    private Part part = Part.SIZE;
    private int digits;
    /** Remaining bytes of the chunk's content. */
    private int left;

    ChunkScan(int maxTrailers) {
        this.trailers = HeadScan.ofTrailers(maxTrailers);
    }

    boolean ended() {
        return trailers.ended();
    }

    /** Number of next bytes that are content and need no scan. */
    int content() {
        return part == Part.CONTENT ? left : 0;
    }

    /** @param bytes of content to skip, {@link #content} at most */
    void skip(int bytes) {
        left -= bytes;
        if (left == 0) {
            part = Part.AFTER_CONTENT;
        }
    }

    /** Scans a byte that is not content. */
    Found next(byte b) {
        return switch (part) {
            case SIZE -> size(b);
            case EXTENSION -> b == '\n' ? sizeEnds() : Found.MORE;
            case CONTENT -> throw new IllegalStateException("content must be skipped");
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
            return digits > MAX_DIGITS ? Found.UNUSABLE : Found.MORE;
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
