package io.photosync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FoldProgressTest {
    private static final TopicPartition SETTLED_0 = new TopicPartition("photo-settled", 0);

    private final FoldProgress foldProgress = new FoldProgress();

    @Test
    void a_wait_for_a_record_ends_when_it_is_folded() throws InterruptedException {
        Thread.ofVirtual().start(() -> foldProgress.reached(SETTLED_0, 8));

        assertThat(foldProgress.awaitFolded(SETTLED_0, 7, Duration.ofSeconds(10)))
                .isTrue();
    }

    @Test
    void a_wait_for_a_record_that_does_not_come_times_out() throws InterruptedException {
        foldProgress.reached(SETTLED_0, 7);

        assertThat(foldProgress.awaitFolded(SETTLED_0, 7, Duration.ofMillis(50)))
                .isFalse();
    }

    @Test
    void the_fold_resumes_where_it_is() {
        assertThat(foldProgress.position(SETTLED_0)).isEmpty();

        foldProgress.reached(SETTLED_0, 7);
        foldProgress.reached(SETTLED_0, 5);

        assertThat(foldProgress.position(SETTLED_0)).hasValue(7);
    }
}
