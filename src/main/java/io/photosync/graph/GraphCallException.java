package io.photosync.graph;

import io.photosync.call.Failure;
import java.io.IOException;

/** Carries a failure through OkHttp and the SDK, which let an {@code IOException} pass. */
final class GraphCallException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    GraphCallException(Failure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
