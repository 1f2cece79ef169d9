package io.photosync.graph;

/** A user's current photo, or why there is none. */
public sealed interface PhotoContent {

    /**
     * The largest size that Exchange has.
     *
     * @param bytes not copied: read-only
     */
    record Bytes(byte[] bytes, String contentType) implements PhotoContent {}

    /** @see PhotoState.Absent */
    record Absent(String how) implements PhotoContent {}

    /** There is a photo, but larger than the limit. */
    record TooLarge(int limit) implements PhotoContent {}

    /** @see PhotoState.NoMailbox */
    record NoMailbox() implements PhotoContent {}

    /** @see PhotoState.UserGone */
    record UserGone() implements PhotoContent {}
}
