package io.photosync.leader;

import io.photosync.kafka.ConsumerGroup;
import io.photosync.kafka.KafkaClients;
import io.photosync.kafka.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * One membership in the group whose only partition makes a leader. Nothing is read from it. Whoever has had no word from Kafka for
 * as long as the group waits for a member does not lead: another may have been chosen.
 */
final class LeaderElection implements AutoCloseable {
    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TopicPartition place;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Runnable dismissed;
    private final Clock clock;
    private Instant lastWord;
    private Instant lastAsked = Instant.MIN;
    private long end;

    /** @param dismissed told before another replica is chosen */
    LeaderElection(KafkaClients clients, Runnable dismissed, Clock clock) {
        this.place = place(clients);
        this.dismissed = dismissed;
        this.clock = clock;
        this.lastWord = clock.instant();
        this.consumer = clients.consumer(
                "leader",
                Map.of(
                        "group.id",
                        clients.names().of(ConsumerGroup.LEADER),
                        // A replica that joins takes the lead from nobody.
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName(),
                        "session.timeout.ms",
                        (int) SESSION.toMillis(),
                        "heartbeat.interval.ms",
                        2_000));
        consumer.subscribe(Set.of(place.topic()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                consumer.pause(partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                dismissIf(partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                dismissIf(partitions);
            }
        });
    }

    /** The partition that makes a leader. */
    static TopicPartition place(KafkaClients clients) {
        return new TopicPartition(clients.names().of(Topic.STATE), 0);
    }

    /** @return whether this replica is the one */
    boolean turn() {
        consumer.poll(POLL);
        if (!consumer.assignment().contains(place)) {
            return false;
        }
        Instant now = clock.instant();
        if (lastAsked.plus(BETWEEN_WORDS).isBefore(now)) {
            lastAsked = now;
            ask();
        }
        return lastWord.plus(SESSION).isAfter(clock.instant());
    }

    /** The offset after the last record that was there a moment ago; empty while Kafka does not say. */
    Optional<Long> end() {
        return ask() ? Optional.of(end) : Optional.empty();
    }

    private boolean ask() {
        Instant asked = clock.instant();
        try {
            end = consumer.endOffsets(List.of(place), PATIENCE).get(place);
            lastWord = asked;
            return true;
        } catch (KafkaException e) {
            return false; // No word is what this counts; the caller sees how long.
        }
    }

    private void dismissIf(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            dismissed.run();
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(PATIENCE));
    }
}
