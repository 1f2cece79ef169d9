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
 * The producer of all rooms, made anew where the one at hand can send no more. An idempotent producer that was fenced, or was refused
 * an id, answers every record with its first error for as long as it lives.
 */
final class LastingProducer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LastingProducer.class);

    /** Longer than a producer takes to give a record up: 10 s to find its broker and 30 s to deliver. One that says nothing is dead. */
    private static final Duration SILENT = Duration.ofSeconds(50);
    /** A producer of which so long nothing came is not waited for any longer, whatever it says. */
    private static final Duration USELESS = Duration.ofMinutes(1);
    /** What refuses one producer may refuse the next: no more than one in so long. */
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

    /** The future ends when Kafka has the record, or with the reason why not. Blocks for up to 10 s while no broker is known. */
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
            return; // Says something of whoever waited.
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

    /** Whether that is the producer's end, and not a matter of one record, one topic or a broker that is away. */
    private static boolean ends(Throwable failure) {
        return switch (failure) {
            case ProducerFencedException _, InvalidProducerEpochException _, InvalidPidMappingException _ -> true;
            case UnknownProducerIdException _, OutOfOrderSequenceException _, UnsupportedVersionException _ -> true;
            case ClusterAuthorizationException _, AuthenticationException _ -> true;
            case ApiException _ -> false;
            // Its own word, and no broker's: that it is closed, has failed before, or says nothing at all.
            default -> true;
        };
    }

    private KafkaProducer<String, byte[]> usable() {
        KafkaProducer<String, byte[]> current = producer;
        return current == spent ? anew(current) : current;
    }

    private synchronized KafkaProducer<String, byte[]> anew(KafkaProducer<String, byte[]> old) {
        if (producer != old || closed || clock.instant().isBefore(madeAt.plus(BETWEEN))) {
            return producer;
        }
        LOG.warn("the producer can send no more and is made anew");
        madeAt = clock.instant();
        try {
            // First: what it still holds must not come after what the next one writes.
            old.close(Duration.ZERO);
            producer = maker.get();
            ofThisOne = new Standstill(clock);
        } catch (KafkaException e) {
            LOG.warnf("no producer can be made now: %s", e.getMessage());
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
