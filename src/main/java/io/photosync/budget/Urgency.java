package io.photosync.budget;

import io.photosync.call.Priority;

/** How a request stands towards a limit. */
enum Urgency {
    /** May spend all that is left, at once. */
    MUST_NOT_WAIT,
    /** Spread over the window, and kept off the reserve. */
    CAN_WAIT;

    static Urgency of(Priority priority) {
        return switch (priority) {
            case CONTROL, LIVE -> MUST_NOT_WAIT;
            case RETRY, BULK, SWEEP -> CAN_WAIT;
        };
    }
}
