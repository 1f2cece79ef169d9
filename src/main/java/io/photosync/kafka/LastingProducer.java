package io.photosync.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jboss.logging.Logger;

/**
 * The producer of all rooms, replaced when it can send no more. An idempotent producer that was fenced, or was refused
 * an id, fails every record with its first error for as long as it lives.
 */
final class LastingProducer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LastingProducer.class);

    /**
     * Longer than a producer takes to give a record up: 10 s to find its broker and 30 s to deliver. A producer without
     * a result by then is dead.
     */
    private static final Duration SILENT = Duration.ofSeconds(50);
    /** A producer without any success for this long is replaced, whatever it reports. */
    private static final Duration USELESS = Duration.ofMinutes(1);
    /** The cause may refuse the next producer too: at most one replacement per interval. */
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Supplier<KafkaProducer<String, byte[]>> maker;
    private final Clock clock;
    private final Standstill standstill;
    private volatile KafkaProducer<String, byte[]> producer;
    private volatile KafkaProducer<String, byte[]> spent;
    private volatile Standstill ofThisOne;
    private Instant madeAt;
    private boolean closed;

    LastingProducer(Supplier<KafkaProducer<String, byte[]>> maker, Clock clock) {
        this.maker = maker;
        this.clock = clock;
        this.standstill = new Standstill(clock);
        this.ofThisOne = new Standstill(clock);
        this.producer = maker.get();
        this.madeAt = clock.instant();
    }

    /** Whether and why nothing was written for a while though it was tried. */
    Standstill standstill() {
        return standstill;
    }

    /**
     * The future ends when Kafka has the record, or with the reason why not. Blocks for up to 10 s while no broker is
     * known.
     */
    CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> message) {
        CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
        KafkaProducer<String, byte[]> by = usable();
        try {
            by.send(message, (metadata, failure) -> {
                ended(by, failure);
                if (failure == null) {
                    acknowledged.complete(metadata);
                } else {
                    acknowledged.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            ended(by, e);
            acknowledged.completeExceptionally(e);
        }
        acknowledged.orTimeout(SILENT.toMillis(), TimeUnit.MILLISECONDS).whenComplete((metadata, failure) -> {
            if (failure instanceof TimeoutException) {
                ended(by, failure);
            }
        });
        return acknowledged;
    }

    private void ended(KafkaProducer<String, byte[]> by, Throwable failure) {
        if (failure instanceof InterruptException) {
            return; // Concerns the waiting thread, not the producer.
        }
        if (failure == null) {
            standstill.succeeded();
            ofThisOne.succeeded();
            return;
        }
        standstill.failed(String.valueOf(failure));
        if (by != producer) {
            return;
        }
        ofThisOne.failed(String.valueOf(failure));
        if (ends(failure) || ofThisOne.lasted(USELESS).isPresent()) {
            spent = by;
        }
    }

    /** Whether that ends the producer, as opposed to one record, one topic or an unreachable broker. */
    private static boolean ends(Throwable failure) {
        return switch (failure) {
            case ProducerFencedException _, InvalidProducerEpochException _, InvalidPidMappingException _ -> true;
            case UnknownProducerIdException _, OutOfOrderSequenceException _, UnsupportedVersionException _ -> true;
            case ClusterAuthorizationException _, AuthenticationException _ -> true;
            case ApiException _ -> false;
            // The producer's own error, and no broker's: it is closed, has failed before, or does not respond at all.
            default -> true;
        };
    }

    private KafkaProducer<String, byte[]> usable() {
        KafkaProducer<String, byte[]> current = producer;
        return current == spent ? replaced(current) : current;
    }

    private synchronized KafkaProducer<String, byte[]> replaced(KafkaProducer<String, byte[]> old) {
        if (producer != old || closed || clock.instant().isBefore(madeAt.plus(BETWEEN))) {
            return producer;
        }
        LOG.warn("producer failed for good, replacing it");
        madeAt = clock.instant();
        try {
            // First: what it still holds must not come after what the next one writes.
            old.close(Duration.ZERO);
            producer = maker.get();
            ofThisOne = new Standstill(clock);
        } catch (KafkaException e) {
            LOG.warnf("producer not replaced yet: %s", e.getMessage());
        }
        return producer;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        producer.close();
    }
}
