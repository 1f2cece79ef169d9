package io.photosync.graph;

import com.microsoft.kiota.ResponseHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Reads a photo's bytes and accepts them only if they look like a picture. */
final class PhotoDownload {
    /** Uploads end at 4 MB and Microsoft re-encodes them; twice that is no photo. */
    static final int LIMIT = 8 * 1024 * 1024;

    private PhotoDownload() {}

    static PhotoContent read(InputStream body, ResponseHeaders headers) throws IOException {
        if (body == null) {
            throw unreadable("empty-answer", "an empty answer instead of a photo's bytes");
        }
        String contentType = header(headers, "Content-Type").orElse("").toLowerCase(Locale.ROOT);
        // A proxy's sign-in page is a 200 as well.
        if (!contentType.startsWith("image/") && !contentType.startsWith("application/octet-stream")) {
            throw unreadable("not-an-image", "a photo's bytes came as '" + contentType + "'");
        }
        byte[] bytes = body.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            return new PhotoContent.TooLarge(LIMIT);
        }
        if (bytes.length == 0) {
            throw unreadable("empty-answer", "a photo of 0 bytes");
        }
        return isPlaceholder(bytes) ? new PhotoContent.Absent("1x1") : new PhotoContent.Bytes(bytes, contentType);
    }

    /** The GIF of one pixel that stands for "no photo"; its logical screen size is at bytes 6 to 9. */
    private static boolean isPlaceholder(byte[] bytes) {
        return bytes.length >= 10
                && bytes[0] == 'G'
                && bytes[1] == 'I'
                && bytes[2] == 'F'
                && bytes[6] == 1
                && bytes[7] == 0
                && bytes[8] == 1
                && bytes[9] == 0;
    }

    private static Optional<String> header(ResponseHeaders headers, String name) {
        // Kiota keeps the names in lower case.
        Collection<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? Optional.empty() : values.stream().findFirst();
    }

    private static GraphCallException unreadable(String code, String detail) {
        return new GraphCallException(GraphErrors.unreadable(code, detail), null);
    }
}
