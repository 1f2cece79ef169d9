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
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads what Graph wrote, batch by batch, and passes it on as the webhook does. A batch's offsets are committed once our Kafka has
 * all of its hints; until then it is read again. What is no notification is counted and passed by.
 */
final class EventHubReader {
    private static final Logger LOG = Logger.getLogger(EventHubReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** A batch ends when Kafka has taken its hints or has not, within seconds. */
    private static final Duration ONE_TURN = Duration.ofMinutes(5);
    /** A consumer says nothing of a broker that is away, of a missing event hub or a missing right. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventHubConnection hub;
    private final NotificationHandler notificationHandler;
    private final Clock clock;
    private Instant nextLook = Instant.MIN;
    private volatile EventHubState state = new Reading();
    private final ServiceLoop loop;

    EventHubReader(EventHubConnection hub, NotificationHandler notificationHandler, Clock clock) {
        this.hub = hub;
        this.notificationHandler = notificationHandler;
        this.clock = clock;
        this.loop = new ServiceLoop("event-hub", this::follow, ONE_TURN, clock);
    }

    EventHubState state() {
        return state;
    }

    /** The loop that reads. */
    ServiceLoop loop() {
        return loop;
    }

    private void follow() throws InterruptedException {
        try (KafkaConsumer<String, byte[]> consumer = hub.consumer()) {
            consumer.subscribe(List.of(hub.address().topic()));
            while (!loop.stopping()) {
                loop.turned();
                turn(consumer);
            }
        } catch (KafkaException e) {
            // Whatever the event hub says is told in a line, and by the health check.
            hindered(e.getMessage());
            Thread.sleep(PAUSE);
        }
    }

    private void turn(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
        look(consumer);
        if (notificationHandler.readable()) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        switch (passOn(records)) {
            case HintDelivery.Acknowledged acknowledged -> {
                commit(consumer);
                reads();
            }
            case HintDelivery.NotAcknowledged(String why) -> {
                hindered(why);
                for (TopicPartition partition : records.partitions()) {
                    consumer.seek(
                            partition, records.records(partition).getFirst().offset());
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private void look(KafkaConsumer<String, byte[]> consumer) {
        if (clock.instant().isBefore(nextLook)) {
            return;
        }
        nextLook = clock.instant().plus(BETWEEN_LOOKS);
        if (consumer.partitionsFor(hub.address().topic(), PATIENCE).isEmpty()) {
            throw new KafkaException("there is no event hub " + hub.address().topic());
        }
        reads();
    }

    /** All of a batch at once: of many changes of a user one hint is enough. */
    private HintDelivery passOn(ConsumerRecords<String, byte[]> records) {
        List<NotificationKind> verdicts = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            byte[] body = record.value() == null ? new byte[0] : record.value();
            switch (notificationHandler.read(body, clock.instant())) {
                case Malformed(String why) ->
                    LOG.warnf("no notification partition=%d offset=%d: %s", record.partition(), record.offset(), why);
                case Indeterminate(String why) -> {
                    return new HintDelivery.NotAcknowledged(why);
                }
                case Parsed understood -> verdicts.addAll(understood.verdicts());
            }
        }
        return notificationHandler.take(new Parsed(verdicts)).await().indefinitely();
    }

    private static void commit(KafkaConsumer<String, byte[]> consumer) {
        try {
            consumer.commitSync(PATIENCE);
        } catch (KafkaException e) {
            LOG.warnf("notifications are read again, their offsets were not committed: %s", e.getMessage());
        }
    }

    private void reads() {
        if (state instanceof EventHubState.Hindered) {
            LOG.infof("%s is read again", this);
        }
        state = new Reading();
    }

    private void hindered(String why) {
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
