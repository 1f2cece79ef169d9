package io.photosync.graph;

import java.util.Optional;

/** A user's current photo, or why there is none. */
public sealed interface PhotoContent {

    /**
     * The largest size that Exchange has.
     *
     * @param bytes not copied: read-only
     * @param etag the ETag header; not comparable with a {@code mediaEtag}
     */
    record Bytes(byte[] bytes, Optional<String> etag, String contentType) implements PhotoContent {}

    /** @see PhotoState.Absent */
    record Absent(String how) implements PhotoContent {}

    /** There is a photo, but larger than the limit. */
    record TooLarge(int limit) implements PhotoContent {}

    /** @see PhotoState.NoMailbox */
    record NoMailbox() implements PhotoContent {}

    /** @see PhotoState.UserGone */
    record UserGone() implements PhotoContent {}
}
