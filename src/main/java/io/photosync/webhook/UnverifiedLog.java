package io.photosync.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Tells of bodies in which nothing proves that they came from Graph: at once of the first, then once a minute of all since. Whoever
 * floods the webhook is not to fill the log as well.
 */
final class StrangerLog {
    private static final Logger LOG = Logger.getLogger(StrangerLog.class);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant nextLine = Instant.MIN;
    private long bodies;
    private long items;

    StrangerLog(Clock clock) {
        this.clock = clock;
    }

    void tell(int itemsOfBody) {
        String line = line(itemsOfBody);
        if (!line.isEmpty()) {
            LOG.info(line);
        }
    }

    /** @return empty while it is too early for another line */
    synchronized String line(int itemsOfBody) {
        bodies++;
        items += itemsOfBody;
        Instant now = clock.instant();
        if (now.isBefore(nextLine)) {
            return "";
        }
        String line = "notifications without a client state of ours: bodies=%d items=%d".formatted(bodies, items);
        nextLine = now.plus(BETWEEN_LINES);
        bodies = 0;
        items = 0;
        return line;
    }
}
