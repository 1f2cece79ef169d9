package io.photosync.call;

/** Which request goes first when the budget is short, first to last. */
public enum Priority {
    /** Health probes, subscriptions, operators' requests: few, and everything else depends on them. */
    CONTROL,
    /** A user changed their photo and is waiting to see it. */
    LIVE,
    /** A failed change, retried. */
    RETRY,
    /** First fill, repairs, mass replays. */
    BULK,
    /** Reading ETags to find changes without a notification. */
    SWEEP
}
