package io.photosync.webhook;

import io.photosync.kafka.ServiceLoop;
import io.photosync.webhook.EventHubState.Reading;
import io.photosync.webhook.ParsedNotifications.Indeterminate;
import io.photosync.webhook.ParsedNotifications.Malformed;
import io.photosync.webhook.ParsedNotifications.Parsed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads Graph's notifications in batches and handles them like the webhook. Offsets are committed once our Kafka has
 * acknowledged all hints of the batch; otherwise the batch is read again. Records that are not notifications are
 * counted and skipped.
 */
final class EventHubReader {
    private static final Logger LOG = Logger.getLogger(EventHubReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** Maximum duration of a turn; usually a batch ends within seconds, acknowledged or not. */
    private static final Duration TURN_TIMEOUT = Duration.ofMinutes(5);
    /**
     * Interval of checking that the event hub exists: a consumer reports neither an unavailable broker nor a missing
     * event hub or permission.
     */
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(30);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final EventHubConnection hub;
    private final NotificationHandler notificationHandler;
    private final Clock clock;
    private Instant nextCheck = Instant.MIN;
    private volatile EventHubState state = new Reading();
    private final ServiceLoop loop;

    EventHubReader(EventHubConnection hub, NotificationHandler notificationHandler, Clock clock) {
        this.hub = hub;
        this.notificationHandler = notificationHandler;
        this.clock = clock;
        this.loop = new ServiceLoop("event-hub", this::consume, TURN_TIMEOUT, clock);
    }

    EventHubState state() {
        return state;
    }

    /** The consumer loop. */
    ServiceLoop loop() {
        return loop;
    }

    private void consume() throws InterruptedException {
        try (KafkaConsumer<String, byte[]> consumer = hub.consumer()) {
            consumer.subscribe(List.of(hub.address().topic()));
            while (!loop.stopping()) {
                loop.turned();
                turn(consumer);
            }
        } catch (KafkaException e) {
            // Reported by one log line and by the health check.
            markHindered(e.getMessage());
            Thread.sleep(PAUSE);
        }
    }

    private void turn(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
        check(consumer);
        if (notificationHandler.readable()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        switch (handOver(records)) {
            case HintDelivery.Acknowledged acknowledged -> {
                commit(consumer);
                markReading();
            }
            case HintDelivery.NotAcknowledged(String why) -> {
                markHindered(why);
                for (TopicPartition partition : records.partitions()) {
                    consumer.seek(
                            partition, records.records(partition).getFirst().offset());
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private void check(KafkaConsumer<String, byte[]> consumer) {
        if (clock.instant().isBefore(nextCheck)) {
            return;
        }
        nextCheck = clock.instant().plus(CHECK_INTERVAL);
        if (consumer.partitionsFor(hub.address().topic(), TIMEOUT).isEmpty()) {
            throw new KafkaException("there is no event hub " + hub.address().topic());
        }
        markReading();
    }

    /** Hands over a whole batch at once: several changes of one user need only one hint. */
    private HintDelivery handOver(ConsumerRecords<String, byte[]> records) {
        List<NotificationKind> verdicts = new ArrayList<>();
        Map<ConsumerRecord<?, ?>, Malformed> skipped = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            byte[] body = record.value() == null ? new byte[0] : record.value();
            switch (notificationHandler.read(body, clock.instant())) {
                case Malformed malformed -> skipped.put(record, malformed);
                case Indeterminate(String why) -> {
                    return new HintDelivery.NotAcknowledged(why);
                }
                case Parsed parsed -> verdicts.addAll(parsed.verdicts());
            }
        }
        HintDelivery hintDelivery =
                notificationHandler.take(new Parsed(verdicts)).await().indefinitely();
        if (hintDelivery instanceof HintDelivery.Acknowledged) {
            skipped.forEach(this::skip);
        }
        return hintDelivery;
    }

    private void skip(ConsumerRecord<?, ?> record, Malformed malformed) {
        notificationHandler.countMalformed();
        LOG.warnf(
                "record skipped, not a notification partition=%d offset=%d: %s",
                record.partition(), record.offset(), malformed.why());
    }

    private static void commit(KafkaConsumer<String, byte[]> consumer) {
        try {
            consumer.commitSync(TIMEOUT);
        } catch (KafkaException e) {
            LOG.warnf("offsets not committed, notifications will be read again: %s", e.getMessage());
        }
    }

    private void markReading() {
        if (state instanceof EventHubState.Hindered) {
            LOG.infof("%s is readable again", this);
        }
        state = new Reading();
    }

    private void markHindered(String why) {
        if (state instanceof Reading) {
            LOG.warnf("%s cannot be read: %s", this, why);
        }
        state = state.hindered(why, clock.instant());
    }

    @Override
    public String toString() {
        return "event hub %s at %s"
                .formatted(hub.address().topic(), hub.address().bootstrapServers());
    }
}
