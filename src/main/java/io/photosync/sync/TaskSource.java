package io.photosync.sync;

import io.photosync.call.Priority;

/** Where work comes from, first to last in line. */
public enum TaskSource {
    LIVE(Priority.LIVE),
    RETRY(Priority.RETRY),
    BULK(Priority.BULK);

    private final Priority priority;

    TaskSource(Priority priority) {
        this.priority = priority;
    }

    Priority priority() {
        return priority;
    }
}
