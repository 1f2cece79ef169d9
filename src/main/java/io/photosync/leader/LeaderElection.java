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
 * One membership in the consumer group whose only partition makes a leader. Nothing is read from it. A member that has
 * not heard from Kafka for a session timeout does not lead: another may have been elected.
 */
final class LeaderElection implements AutoCloseable {
    private static final Duration SESSION = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TopicPartition partition;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Runnable dismissed;
    private final Clock clock;
    private Instant lastAnswer;
    private Instant lastRequest = Instant.MIN;
    private long end;

    /** @param dismissed called before another replica is elected */
    LeaderElection(KafkaClients clients, Runnable dismissed, Clock clock) {
        this.partition = partition(clients);
        this.dismissed = dismissed;
        this.clock = clock;
        this.lastAnswer = clock.instant();
        this.consumer = clients.consumer(
                "leader",
                Map.of(
                        "group.id",
                        clients.names().of(ConsumerGroup.LEADER),
                        // A joining replica does not take the lead from the present leader.
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName(),
                        "session.timeout.ms",
                        (int) SESSION.toMillis(),
                        "heartbeat.interval.ms",
                        2_000));
        consumer.subscribe(Set.of(partition.topic()), new ConsumerRebalanceListener() {
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
    static TopicPartition partition(KafkaClients clients) {
        return new TopicPartition(clients.names().of(Topic.STATE), 0);
    }

    /** @return whether this replica is elected */
    boolean poll() {
        consumer.poll(POLL);
        if (!consumer.assignment().contains(partition)) {
            return false;
        }
        Instant now = clock.instant();
        if (lastRequest.plus(BETWEEN_REQUESTS).isBefore(now)) {
            lastRequest = now;
            requestEnd();
        }
        return lastAnswer.plus(SESSION).isAfter(clock.instant());
    }

    /** The offset after the last record of a moment ago; empty while Kafka does not answer. */
    Optional<Long> end() {
        return requestEnd() ? Optional.of(end) : Optional.empty();
    }

    private boolean requestEnd() {
        Instant requested = clock.instant();
        try {
            end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
            lastAnswer = requested;
            return true;
        } catch (KafkaException e) {
            return false; // The caller measures how long there is no answer.
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
