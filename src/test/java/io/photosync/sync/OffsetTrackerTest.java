package io.photosync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
    private static final TopicPartition LIVE_0 = new TopicPartition("photo-updated", 0);

    private final OffsetTracker offsetTracker = new OffsetTracker();

    @Test
    void a_record_in_work_holds_back_all_that_follow_it() {
        offsetTracker.began(LIVE_0, 5);
        offsetTracker.began(LIVE_0, 6);
        offsetTracker.began(LIVE_0, 7);
        offsetTracker.finished(LIVE_0, 6);
        offsetTracker.finished(LIVE_0, 7);

        assertThat(offsetTracker.committable()).isEqualTo(at(5));

        offsetTracker.finished(LIVE_0, 5);
        assertThat(offsetTracker.committable()).isEqualTo(at(8));
    }

    @Test
    void what_is_committed_is_not_committed_again() {
        offsetTracker.began(LIVE_0, 5);
        offsetTracker.finished(LIVE_0, 5);
        offsetTracker.committed(offsetTracker.committable());

        assertThat(offsetTracker.committable()).isEmpty();
    }

    @Test
    void a_partition_that_is_gone_is_not_committed() {
        offsetTracker.began(LIVE_0, 5);
        offsetTracker.finished(LIVE_0, 5);

        offsetTracker.forget(Set.of(LIVE_0));
        offsetTracker.finished(LIVE_0, 5);

        assertThat(offsetTracker.committable()).isEmpty();
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
        return Map.of(LIVE_0, new OffsetAndMetadata(offset));
    }
}
