package io.photosync.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Logs bodies without proof that they came from Graph: the first immediately, then once a minute the sum since. A flood
 * of requests must not fill the log.
 */
final class UnverifiedLog {
    private static final Logger LOG = Logger.getLogger(UnverifiedLog.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant nextLine = Instant.MIN;
    private long bodies;
    private long items;

    UnverifiedLog(Clock clock) {
        this.clock = clock;
    }

    void record(int itemsOfBody) {
        String line = line(itemsOfBody);
        if (!line.isEmpty()) {
            LOG.info(line);
        }
    }

    /** @return empty until the next line is due */
    synchronized String line(int itemsOfBody) {
        bodies++;
        items += itemsOfBody;
        Instant now = clock.instant();
        if (now.isBefore(nextLine)) {
            return "";
        }
        String line = "notifications without a client state of ours: bodies=%d items=%d".formatted(bodies, items);
        nextLine = now.plus(INTERVAL);
        bodies = 0;
        items = 0;
        return line;
    }
}
