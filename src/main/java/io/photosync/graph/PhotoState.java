package io.photosync.graph;

/** What Exchange says about a person's photo, the picture itself aside. */
public sealed interface PhotoState {

    /**
     * There is a photo.
     *
     * @param mediaEtag as the metadata has it, quotes included; changes with every upload, even of the same bytes. To be compared
     *     with other {@code mediaEtag}s only, never with the ETag header of the bytes
     * @param width of the largest size, in pixels
     * @param height of the largest size, in pixels
     */
    record Present(String mediaEtag, int width, int height) implements PhotoState {}

    /**
     * There is certainly none.
     *
     * @param how in which of Graph's ways it was said: {@code ImageNotFound}, {@code ErrorItemNotFound}, {@code 1x1}
     */
    record Absent(String how) implements PhotoState {}

    /** The person has no mailbox that Graph reaches, so there is nowhere to keep a photo. */
    record NoMailbox() implements PhotoState {}

    /** The directory does not know the person (any more). */
    record UserGone() implements PhotoState {}
}
