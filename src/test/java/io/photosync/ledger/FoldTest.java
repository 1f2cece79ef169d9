package io.photosync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.event.EventJson;
import io.photosync.event.RosterEntry;
import io.photosync.event.Topic;
import io.photosync.event.UnreadableRecord;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @Test
    void a_person_of_the_roster_is_known_with_all_that_was_written() throws UnreadableRecord {
        // Given
        RosterEntry entry = new RosterEntry(
                "ada@contoso.example",
                "Ada",
                false,
                true,
                false,
                true,
                Optional.of(Instant.parse("2026-03-01T12:00:00Z")),
                Optional.of("e1"),
                Optional.of(Instant.parse("2026-03-01T11:00:00Z")));

        // When
        fold.apply(record(Topic.ROSTER, EventJson.write(entry)));

        // Then
        assertThat(fold.of("ada").roster()).contains(entry);
        assertThat(fold.users()).containsExactly("ada");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "PHOTO_UPDATED",
                "PHOTO_UPDATED_BULK",
                "PHOTO_UPDATED_RETRY",
                "PHOTO_UPDATED_DLQ",
                "PHOTO_SETTLED",
                "ROSTER"
            })
    void a_null_on_any_topic_is_taken_well_from_somebody_unknown(Topic topic) throws UnreadableRecord {
        fold.apply(record(topic, null));

        assertThat(fold.users()).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> record(Topic topic, byte[] value) {
        return new ConsumerRecord<>(topic.id(), 0, 0, "ada", value);
    }

    private static ConsumerRecord<String, byte[]> state(String key, String value, Optional<String> epoch) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topic.STATE.id(), 0, 0, key, value.getBytes());
        epoch.ifPresent(number -> record.headers().add("leader-epoch", number.getBytes()));
        return record;
    }
}
