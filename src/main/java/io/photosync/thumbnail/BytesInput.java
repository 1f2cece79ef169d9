package io.photosync.thumbnail;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/** An image in memory with a read deadline: every reader asks for bytes now and then. */
final class BytesInput extends ImageInputStreamImpl {
    private final byte[] bytes;
    private final long deadline;

    /** The deadline has passed. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** @param deadline of {@link System#nanoTime()} */
    BytesInput(byte[] bytes, long deadline) {
        this.bytes = bytes;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        checkClosed();
        if (System.nanoTime() - deadline > 0) {
            throw new TooSlow();
        }
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return -1;
        }
        int read = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, into, offset, read);
        streamPos += read;
        return read;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
