package io.photosync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.event.Topic;
import io.photosync.event.UnreadableRecord;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FoldTest {
    private final Fold fold = new Fold();

    @Test
    void the_word_of_a_leader_that_was_succeeded_does_not_count() throws UnreadableRecord {
        // Given
        fold.apply(state("sweep", "ours", Optional.of("5")));

        // When
        assertThatThrownBy(() -> fold.apply(state("sweep", "theirs", Optional.of("4"))))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("epoch 4");

        // Then
        assertThat(fold.state("sweep")).hasValue("ours".getBytes());
    }

    @Test
    void what_no_leader_wrote_counts_whoever_leads() throws UnreadableRecord {
        fold.apply(state("sweep", "ours", Optional.of("5")));
        fold.apply(state("lane-pauses", "{}", Optional.empty()));

        assertThat(fold.state("lane-pauses")).hasValue("{}".getBytes());
    }

    @Test
    void an_epoch_that_is_no_number_is_refused() {
        assertThatThrownBy(() -> fold.apply(state("sweep", "x", Optional.of("soon"))))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("leader-epoch must be a number, but is 'soon'");
    }

    private static ConsumerRecord<String, byte[]> state(String key, String value, Optional<String> epoch) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topic.STATE.id(), 0, 0, key, value.getBytes());
        epoch.ifPresent(number -> record.headers().add("leader-epoch", number.getBytes()));
        return record;
    }
}
