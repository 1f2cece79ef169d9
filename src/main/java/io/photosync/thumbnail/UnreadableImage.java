package io.photosync.thumbnail;

/**
 * The bytes cannot be turned into thumbnails, now or later. The message is one line for operators and contains nothing
 * of the image.
 */
public final class UnreadableImage extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;

    public UnreadableImage(Code code, String message) {
        super(message);
        this.code = code;
    }

    public UnreadableImage(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    public enum Code {
        /** No known image format. */
        NOT_AN_IMAGE,
        /** A known format that is not supported. */
        UNSUPPORTED_FORMAT,
        /**
         * More pixels than {@link ThumbnailSettings#maxPixels()}, or more memory, scans or time than a photo may need.
         */
        TOO_LARGE,
        /** Too few pixels on a side to show a face. */
        TOO_SMALL,
        /** Cut off or damaged. */
        BROKEN,
        /**
         * One pixel by one: how Graph answers for a user without a photo.
         *
         * @see <a href="https://learn.microsoft.com/graph/api/profilephoto-get">Get profilePhoto</a>
         */
        PLACEHOLDER
    }
}
