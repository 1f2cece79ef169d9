package io.photosync.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * How much more the bulk lane may hold, so that nothing queues in it for hours. Automatic producers take a place for
 * each event; an operator's replay does not need one.
 */
@ApplicationScoped
public class BulkLaneCapacity {
    /** The consumer group that reads the lanes, without the prefix. */
    public static final String READERS = ConsumerGroup.SYNC.id();

    private static final Logger LOG = Logger.getLogger(BulkLaneCapacity.class);
    /** Between two requests to Kafka. */
    private static final Duration COUNT_EVERY = Duration.ofSeconds(1);

    private final BulkLaneLag depth;
    private final int atMost;
    private final Clock clock;
    private Instant counted = Instant.MIN;
    private OptionalLong waiting = OptionalLong.empty();

    /** Who takes the place. */
    public enum Use {
        /**
         * A user of a first fill, or of more changes than the live lane may hold. Leaves the last tenth to the others.
         */
        FILL,
        /** One of a bounded number of users: a repair, a removal that an operator has released. */
        REPAIR
    }

    public BulkLaneCapacity(KafkaClients clients, BulkSettings settings, Clock clock) {
        this.depth = new BulkLaneLag(clients);
        this.atMost = settings.waitingAtMost();
        this.clock = clock;
    }

    /** @return false when the lane is full, or its lag unknown */
    public synchronized boolean take(Use use) throws InterruptedException {
        if (!hasRoom(use)) {
            return false;
        }
        waiting = OptionalLong.of(waiting.orElseThrow() + 1);
        return true;
    }

    /** Takes a place as soon as there is one, which may take hours. */
    public void await(Use use) throws InterruptedException {
        while (!take(use)) {
            Thread.sleep(COUNT_EVERY);
        }
    }

    /** Whether {@link #take} would succeed now. */
    public synchronized boolean hasRoom(Use use) throws InterruptedException {
        return waiting().orElse(Long.MAX_VALUE) < places(use);
    }

    private int places(Use use) {
        return switch (use) {
            case FILL -> Math.max(1, atMost - atMost / 10);
            case REPAIR -> atMost;
        };
    }

    /**
     * Number of events waiting in the lane, from any source, at most a second old; empty when Kafka does not answer.
     */
    public synchronized OptionalLong waiting() throws InterruptedException {
        if (!counted.isAfter(clock.instant().minus(COUNT_EVERY))) {
            waiting = count();
            counted = clock.instant();
        }
        return waiting;
    }

    private OptionalLong count() throws InterruptedException {
        try {
            return OptionalLong.of(depth.waiting());
        } catch (ExecutionException e) {
            LOG.warnf("bulk lane not fed, its lag is unknown: %s", e.getCause());
            return OptionalLong.empty();
        }
    }

    @PreDestroy
    void close() {
        depth.close();
    }
}
