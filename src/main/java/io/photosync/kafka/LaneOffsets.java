package io.photosync.kafka;

import io.photosync.event.RecordPosition;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The sync's progress in the lanes, on any replica: the offsets that its group committed. */
@ApplicationScoped
public class LaneOffsets {
    private static final Logger LOG = Logger.getLogger(LaneOffsets.class);
    /** Between two requests to Kafka. An old answer only makes a finished record wait. */
    private static final Duration READ_EVERY = Duration.ofSeconds(5);

    private final Admin admin;
    private final String readers;
    private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();
    private long readAt;
    private boolean known;

    public LaneOffsets(KafkaClients clients) {
        this.admin = clients.admin();
        this.readers = clients.names().of(ConsumerGroup.SYNC);
    }

    /** Whether that record is still to be synced. Also true while Kafka does not answer: nothing is lost by waiting. */
    public synchronized boolean waits(RecordPosition record) {
        if (!known || System.nanoTime() - readAt > READ_EVERY.toNanos()) {
            known = read();
            readAt = System.nanoTime();
        }
        OffsetAndMetadata next = committed.get(new TopicPartition(record.topic(), record.partition()));
        // Nothing is committed yet: the lane is read from its beginning.
        return !known || next == null || record.offset() >= next.offset();
    }

    private boolean read() {
        try {
            committed = admin.listConsumerGroupOffsets(readers)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return true;
        } catch (ExecutionException e) {
            LOG.warnf("every event counts as waiting, committed offsets are unknown: %s", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @PreDestroy
    void close() {
        admin.close();
    }
}
