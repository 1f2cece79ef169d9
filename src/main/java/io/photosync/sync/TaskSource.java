package io.photosync.sync;

import io.photosync.call.Priority;
import io.photosync.event.Lane;
import java.util.Locale;

/** Where work comes from, first to last in line. */
public enum TaskSource {
    LIVE(Priority.LIVE),
    RETRY(Priority.RETRY),
    BULK(Priority.BULK);

    private final Priority priority;

    TaskSource(Priority priority) {
        this.priority = priority;
    }

    /** The source of the tasks that wait in that lane. */
    public static TaskSource of(Lane lane) {
        return switch (lane) {
            case LIVE -> LIVE;
            case BULK -> BULK;
        };
    }

    /** Its name in metrics and on the pages: the lane's, or {@code retry}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Priority priority() {
        return priority;
    }
}
