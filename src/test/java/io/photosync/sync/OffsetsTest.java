package io.photosync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetsTest {
    private static final TopicPartition LIVE_0 = new TopicPartition("photo-updated", 0);

    private final Offsets offsets = new Offsets();

    @Test
    void a_record_in_work_holds_back_all_that_follow_it() {
        offsets.began(LIVE_0, 5);
        offsets.began(LIVE_0, 6);
        offsets.began(LIVE_0, 7);
        offsets.finished(LIVE_0, 6);
        offsets.finished(LIVE_0, 7);

        assertThat(offsets.committable()).isEqualTo(at(5));

        offsets.finished(LIVE_0, 5);
        assertThat(offsets.committable()).isEqualTo(at(8));
    }

    @Test
    void what_is_committed_is_not_committed_again() {
        offsets.began(LIVE_0, 5);
        offsets.finished(LIVE_0, 5);
        offsets.committed(offsets.committable());

        assertThat(offsets.committable()).isEmpty();
    }

    @Test
    void a_partition_that_is_gone_is_not_committed() {
        offsets.began(LIVE_0, 5);
        offsets.finished(LIVE_0, 5);

        offsets.forget(Set.of(LIVE_0));
        offsets.finished(LIVE_0, 5);

        assertThat(offsets.committable()).isEmpty();
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
        return Map.of(LIVE_0, new OffsetAndMetadata(offset));
    }
}
