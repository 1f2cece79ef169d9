package io.photosync.sync;

/** What became of an event after an attempt. */
enum Disposition {
    SETTLED,
    RETRIED,
    DEAD_LETTERED,
    /** It went back to the queue, and no attempt is counted. */
    WAITS
}
