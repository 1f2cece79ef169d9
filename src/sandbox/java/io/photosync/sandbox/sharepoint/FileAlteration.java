package io.photosync.sandbox.sharepoint;

import java.io.ByteArrayOutputStream;
import java.time.Duration;

/**
 * How SharePoint alters a stored picture some time after the upload: on some tenants JPEGs are a few bytes longer, and
 * modified later than the upload's answer said.
 *
 * @param bytes by which the file grows
 * @param later by which its time increases
 * @param after time between upload and alteration
 */
public record FileAlteration(int bytes, Duration later, Duration after) {
    private static final int MARKER = 4;

    public FileAlteration {
        if (bytes < 0 || later.isNegative() || after.isNegative()) {
            throw new IllegalArgumentException(
                    "a file's alteration must not be negative, got %d bytes, %s later, after %s"
                            .formatted(bytes, later, after));
        }
    }

    StoredFile of(StoredFile file) {
        return new StoredFile(
                file.path(),
                longer(file.content()),
                file.uniqueId(),
                file.itemId(),
                file.version() + 1,
                file.created(),
                file.modified().plus(later));
    }

    /** By a comment after the first marker, as programs leave one that look into a JPEG; too few bytes for that go to the end. */
    private byte[] longer(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + bytes);
        int head = Math.min(2, content.length);
        if (bytes < MARKER) {
            out.writeBytes(content);
            out.writeBytes(new byte[bytes]);
            return out.toByteArray();
        }
        out.write(content, 0, head);
        int length = bytes - 2;
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) (length >> 8), (byte) length});
        out.writeBytes(new byte[bytes - MARKER]);
        out.write(content, head, content.length - head);
        return out.toByteArray();
    }
}
