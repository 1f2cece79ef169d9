package io.photosync.graph;

import io.photosync.call.Failure;

/**
 * One user's part of a batch. A failure is a value, so that one throttled user delays no other, and never "no photo".
 */
public sealed interface PhotoAnswer {
    record Known(PhotoState state) implements PhotoAnswer {}

    record Failed(Failure failure) implements PhotoAnswer {}
}
