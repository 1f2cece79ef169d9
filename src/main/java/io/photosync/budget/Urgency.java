package io.photosync.budget;

import io.photosync.call.Priority;

/** Whether a request may wait for a limit. */
enum Urgency {
    /** May spend all that is left, immediately. */
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
