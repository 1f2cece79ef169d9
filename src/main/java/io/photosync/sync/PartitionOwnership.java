package io.photosync.sync;

import io.photosync.ledger.Ledger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Which partitions are ours, and whether we know enough to work on them: the fold must have passed the ends that the topics had
 * when the partition came to us, or we would not know what its last owner did.
 */
final class PartitionOwnership {
    private static final Logger LOG = Logger.getLogger(PartitionOwnership.class);

    /** The consumer's own is a minute: too long for a turn of the lanes. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final IntConsumer ownedChanged;
    /** By partition the ends to pass; empty once they are passed, absent where the partition is not ours. */
    private final Map<Integer, Goal> owned = new ConcurrentHashMap<>();

    private sealed interface Goal {
        record NotAsked() implements Goal {}

        record Ends(Map<TopicPartition, Long> ends) implements Goal {}

        record Passed() implements Goal {}
    }

    /** @param ownedChanged told how many partitions are ours whenever that changes */
    PartitionOwnership(Ledger ledger, IntConsumer ownedChanged) {
        this.ledger = ledger;
        this.ownedChanged = ownedChanged;
    }

    void assigned(Set<Integer> partitions) {
        partitions.forEach(partition -> owned.put(partition, new Goal.NotAsked()));
        ownedChanged.accept(owned.size());
    }

    void revoked(Set<Integer> partitions) {
        owned.keySet().removeAll(partitions);
        ownedChanged.accept(owned.size());
    }

    /** Looks how far the fold has come for partitions that are not ready yet. */
    void confirm(KafkaConsumer<?, ?> consumer) {
        ask(consumer);
        owned.replaceAll((partition, goal) -> switch (goal) {
            case Goal.Ends(Map<TopicPartition, Long> ends) -> ledger.foldedPast(ends) ? new Goal.Passed() : goal;
            case Goal.NotAsked(), Goal.Passed() -> goal;
        });
    }

    /** Of all partitions at once: where Kafka does not answer, one question takes as long as a turn may take. */
    private void ask(KafkaConsumer<?, ?> consumer) {
        List<Integer> open = owned.entrySet().stream()
                .filter(goal -> goal.getValue() instanceof Goal.NotAsked)
                .map(Map.Entry::getKey)
                .toList();
        if (open.isEmpty()) {
            return;
        }
        try {
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(
                    open.stream()
                            .flatMap(partition -> ledger.foldedPartitions(partition).stream())
                            .toList(),
                    PATIENCE));
            for (int partition : open) {
                Map<TopicPartition, Long> its = new HashMap<>(ends);
                its.keySet().removeIf(end -> end.partition() != partition);
                owned.replace(partition, new Goal.Ends(its));
            }
        } catch (KafkaException e) {
            LOG.warnf("the ends of partitions %s cannot be asked now: %s", open, e.getMessage());
        }
    }

    boolean ready(int partition) {
        return owned.get(partition) instanceof Goal.Passed;
    }

    /** Whether there is a partition of ours that cannot be worked on yet. */
    boolean catchingUp() {
        return owned.values().stream().anyMatch(goal -> !(goal instanceof Goal.Passed));
    }
}
