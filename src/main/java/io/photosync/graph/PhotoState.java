package io.photosync.graph;

/** What Exchange says about a user's photo, without the picture. */
public sealed interface PhotoState {

    /**
     * There is a photo.
     *
     * @param mediaEtag as in the metadata, quotes included; changes with every upload, even of the same bytes.
     *     Comparable with other {@code mediaEtag}s only, never with the ETag header of the bytes
     * @param width of the largest size, in pixels
     * @param height of the largest size, in pixels
     */
    record Present(String mediaEtag, int width, int height) implements PhotoState {}

    /**
     * There is certainly none.
     *
     * @param how which of Graph's forms said so: {@code ImageNotFound}, {@code ErrorItemNotFound}, {@code 1x1}
     */
    record Absent(String how) implements PhotoState {}

    /** The user has no mailbox that Graph reaches, and so no place for a photo. */
    record NoMailbox() implements PhotoState {}

    /** The directory does not know the user (any more). */
    record UserGone() implements PhotoState {}
}
