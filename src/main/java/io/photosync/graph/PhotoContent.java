package io.photosync.graph;

import java.util.Optional;

/** A person's photo as it is now, or why there is none. */
public sealed interface PhotoContent {

    /**
     * The largest size that Exchange has.
     *
     * @param bytes not copied: to be read only
     * @param etag the ETag header; not to be compared with a {@code mediaEtag}
     */
    record Bytes(byte[] bytes, Optional<String> etag, String contentType) implements PhotoContent {}

    /** @see PhotoState.Absent */
    record Absent(String how) implements PhotoContent {}

    /** There is one of more bytes than are read. */
    record TooLarge(int limit) implements PhotoContent {}

    /** @see PhotoState.NoMailbox */
    record NoMailbox() implements PhotoContent {}

    /** @see PhotoState.UserGone */
    record UserGone() implements PhotoContent {}
}
