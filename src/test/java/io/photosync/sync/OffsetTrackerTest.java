package io.photosync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RecordPosition;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
    private static final TopicPartition LIVE_0 = new TopicPartition("photo-updated", 0);

    private final OffsetTracker offsetTracker = new OffsetTracker();

    @Test
    void an_unfinished_record_holds_back_all_that_follow_it() {
        offsetTracker.started(record(5));
        offsetTracker.started(record(6));
        offsetTracker.started(record(7));
        offsetTracker.finished(record(6));
        offsetTracker.finished(record(7));

        assertThat(offsetTracker.committable()).isEqualTo(at(5));

        offsetTracker.finished(record(5));
        assertThat(offsetTracker.committable()).isEqualTo(at(8));
    }

    @Test
    void what_is_committed_is_not_committed_again() {
        offsetTracker.started(record(5));
        offsetTracker.finished(record(5));
        offsetTracker.committed(offsetTracker.committable());

        assertThat(offsetTracker.committable()).isEmpty();
    }

    @Test
    void a_partition_that_is_gone_is_not_committed() {
        offsetTracker.started(record(5));
        offsetTracker.finished(record(5));

        offsetTracker.forget(Set.of(LIVE_0));
        offsetTracker.finished(record(5));

        assertThat(offsetTracker.committable()).isEmpty();
    }

    @Test
    void a_log_that_begins_anew_is_committed_from_its_beginning() {
        offsetTracker.started(record(4999));
        offsetTracker.finished(record(4999));
        offsetTracker.committed(at(5000));
        offsetTracker.started(record(5000));

        offsetTracker.started(record(0));
        assertThat(offsetTracker.committable()).isEmpty();
        assertThat(offsetTracker.unfinished(LIVE_0)).isEqualTo(1);
        offsetTracker.finished(record(0));
        // Of the old log.
        offsetTracker.finished(record(5000));

        assertThat(offsetTracker.committable()).isEqualTo(at(1));
    }

    @Test
    void a_log_that_lost_its_end_is_committed_no_further_than_what_is_unfinished_before_it() {
        offsetTracker.started(record(5));
        offsetTracker.started(record(6));
        offsetTracker.started(record(7));
        offsetTracker.finished(record(6));
        offsetTracker.finished(record(7));
        offsetTracker.committed(offsetTracker.committable());

        offsetTracker.started(record(7));
        assertThat(offsetTracker.committable()).isEmpty();
        offsetTracker.finished(record(7));
        assertThat(offsetTracker.committable()).isEmpty();

        offsetTracker.finished(record(5));
        assertThat(offsetTracker.committable()).isEqualTo(at(8));
    }

    @Test
    void what_is_read_again_after_a_rebalance_commits_nothing_before_it() {
        offsetTracker.started(record(5));
        offsetTracker.started(record(6));
        offsetTracker.finished(record(5));
        offsetTracker.committed(offsetTracker.committable());

        offsetTracker.forget(Set.of(LIVE_0));
        offsetTracker.started(record(6));
        offsetTracker.finished(record(6));

        assertThat(offsetTracker.committable()).isEqualTo(at(7));
    }

    private static RecordPosition record(long offset) {
        return new RecordPosition(LIVE_0.topic(), LIVE_0.partition(), offset);
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
        return Map.of(LIVE_0, new OffsetAndMetadata(offset));
    }
}
