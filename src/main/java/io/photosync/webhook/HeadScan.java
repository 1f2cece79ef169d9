package io.photosync.webhook;

/** Follows the lines of a request's head as its bytes arrive, HTTP/1.1 (RFC 9112, section 2.1). */
final class HeadScan {
    /** How it stands after a byte. */
    enum Found {
        MORE,
        END,
        TOO_MANY_LINES
    }

    private final int mostLines;
    private int lines;
    private boolean lineIsEmpty = true;

    HeadScan(int mostLines) {
        this.mostLines = mostLines;
    }

    Found next(byte b) {
        if (b == '\r') {
            return Found.MORE;
        }
        if (b != '\n') {
            lineIsEmpty = false;
            return Found.MORE;
        }
        if (lineIsEmpty) {
            // Empty lines may stand before a request.
            return lines == 0 ? Found.MORE : Found.END;
        }
        lineIsEmpty = true;
        lines++;
        return lines > mostLines ? Found.TOO_MANY_LINES : Found.MORE;
    }
}
