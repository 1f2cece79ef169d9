package io.photosync.webhook;

/** Follows the lines of a request's head, or of the trailers after a body, as their bytes arrive, HTTP/1.1 (RFC 9112, section 2.1). */
final class HeadScan {
    /** How it stands after a byte. */
    enum Found {
        MORE,
        END,
        TOO_MANY_LINES
    }

    private final int mostLines;
    private final boolean request;
    private int lines;
    /** Of the line, as far as it has come. */
    private int length;

    private boolean onlyReturn;
    private boolean ended;

    private HeadScan(int mostLines, boolean request) {
        this.mostLines = mostLines;
        this.request = request;
    }

    /** Empty lines may stand before it. */
    static HeadScan ofRequest(int mostLines) {
        return new HeadScan(mostLines, true);
    }

    static HeadScan ofTrailers(int mostLines) {
        return new HeadScan(mostLines, false);
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
        return lines > mostLines ? Found.TOO_MANY_LINES : Found.MORE;
    }

    boolean ended() {
        return ended;
    }
}
