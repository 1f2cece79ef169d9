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
 * How much more the bulk lane may hold, so that nothing queues in it for hours. What fills it by itself takes a place for each event;
 * an operator's replay does not need one.
 */
@ApplicationScoped
public class BulkLaneCapacity {
    /** The consumer group that reads the lanes, without the prefix. */
    public static final String READERS = ConsumerGroup.SYNC.id();

    private static final Logger LOG = Logger.getLogger(BulkLaneCapacity.class);
    /** Between two questions to Kafka. */
    private static final Duration COUNT_EVERY = Duration.ofSeconds(1);

    private final BulkLaneLag depth;
    private final int atMost;
    private final Clock clock;
    private Instant counted = Instant.MIN;
    private OptionalLong waiting = OptionalLong.empty();

    /** What the place is for. */
    public enum Use {
        /** Somebody of a first fill, or of more changes than the live lane may hold. Leaves the last tenth to the others. */
        FILL,
        /** One of a bounded number of people: a repair, a removal that an operator has released. */
        REPAIR
    }

    public BulkLaneCapacity(KafkaClients clients, BulkSettings settings, Clock clock) {
        this.depth = new BulkLaneLag(clients);
        this.atMost = settings.waitingAtMost();
        this.clock = clock;
    }

    /** @return false when the lane is full, or Kafka does not say how full it is */
    public synchronized boolean take(Use use) throws InterruptedException {
        if (!hasRoom(use)) {
            return false;
        }
        waiting = OptionalLong.of(waiting.orElseThrow() + 1);
        return true;
    }

    /** Whether {@link #take} would find a place now. */
    public synchronized boolean hasRoom(Use use) throws InterruptedException {
        return waiting().orElse(Long.MAX_VALUE) < places(use);
    }

    private int places(Use use) {
        return switch (use) {
            case FILL -> Math.max(1, atMost - atMost / 10);
            case REPAIR -> atMost;
        };
    }

    /** How many events wait in the lane, whoever put them there, as it was within the last second; empty when Kafka does not say. */
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
            LOG.warnf("the bulk lane is not fed, Kafka does not say how full it is: %s", e.getCause());
            return OptionalLong.empty();
        }
    }

    @PreDestroy
    void close() {
        depth.close();
    }
}
