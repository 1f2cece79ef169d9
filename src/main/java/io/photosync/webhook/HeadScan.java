package io.photosync.webhook;

/**
 * Scans the lines of a request's head, or of the trailers after a body, as their bytes arrive, HTTP/1.1 (RFC 9112,
 * section 2.1). Not thread-safe.
 */
final class HeadScan {
    /** State after a byte. */
    enum Found {
        MORE,
        END,
        TOO_MANY_LINES
    }

    private final int maxLines;
    private final boolean request;
    private int lines;
    /** Bytes of the current line so far. */
    private int length;

    private boolean onlyReturn;
    private boolean ended;

    private HeadScan(int maxLines, boolean request) {
        this.maxLines = maxLines;
        this.request = request;
    }

    /** For a request's head, which empty lines may precede. */
    static HeadScan ofRequest(int maxLines) {
        return new HeadScan(maxLines, true);
    }

    static HeadScan ofTrailers(int maxLines) {
        return new HeadScan(maxLines, false);
    }

    Found next(byte b) {
        if (b != '\n') {
            length++;
            onlyReturn = b == '\r' && length == 1;
            return Found.MORE;
        }
        boolean empty = length == 0 || onlyReturn;
        length = 0;
        onlyReturn = false;
        if (empty) {
            ended = lines > 0 || !request;
            return ended ? Found.END : Found.MORE;
        }
        lines++;
        return lines > maxLines ? Found.TOO_MANY_LINES : Found.MORE;
    }

    boolean ended() {
        return ended;
    }
}
