package io.photosync.call;

/** Whose request goes first when the budget is short, first to last. */
public enum Priority {
    /** Health probes, subscription care, an operator's question: few, and everything else depends on them. */
    CONTROL,
    /** A person changed their photo and looks at the page. */
    LIVE,
    /** A change that failed before. */
    RETRY,
    /** First fill, repairs, mass replays. */
    BULK,
    /** Reading ETags in search of changes nobody announced. */
    SWEEP
}
