package io.photosync.budget;

/** How a request stands towards a limit. */
enum Standing {
    /** May spend all that is left, at once. */
    MUST_NOT_WAIT,
    /** Spread over the window, and kept off the reserve. */
    CAN_WAIT;

    static Standing of(Priority priority) {
        return switch (priority) {
            case CONTROL, LIVE -> MUST_NOT_WAIT;
            case RETRY, BULK, SWEEP -> CAN_WAIT;
        };
    }
}
