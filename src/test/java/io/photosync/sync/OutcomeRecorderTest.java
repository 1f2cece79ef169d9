package io.photosync.sync;

import static io.photosync.sync.Samples.live;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.event.FailureCode;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.WiredLedger;
import io.photosync.sync.Outcome.Evidence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead letters whose write failed, or was not followed by the end of their attempt. */
@Timeout(120)
class OutcomeRecorderTest {
    private static final Outcome REJECTED =
            new Outcome.Rejected(FailureCode.IMAGE_UNREADABLE, Evidence.of("no image in 12 bytes"));
    private static final Outcome UNCHANGED = new Outcome.Unchanged("sha", "ada", Optional.empty(), Optional.empty());

    private WiredLedger wired;
    private OutcomeRecorder recorder;

    @BeforeEach
    void a_ledger() throws Exception {
        wired = new WiredLedger();
        Duration hour = Duration.ofHours(1);
        recorder = new OutcomeRecorder(
                wired.ledgerWriter(),
                wired.ledger(),
                new RetrySchedule(List.of(), 0, () -> 0),
                new Rechecks(List.of(), List.of(hour), hour, hour),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        wired.close();
    }

    @Test
    void a_letter_that_may_appear_after_its_write_failed_is_resolved_by_the_next_end() throws Exception {
        wired.refuseWrites();
        assertThatThrownBy(() -> recorder.record(attempt("ada"), REJECTED)).isInstanceOf(WriteFailedException.class);
        wired.writable();

        recorder.record(attempt("ada"), UNCHANGED);
        recorder.record(attempt("grace"), UNCHANGED);
        recorder.record(attempt("ada"), UNCHANGED);

        assertThat(letters()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("ada");
            assertThat(record.value()).isNull();
        });
    }

    @Test
    void an_attempt_that_runs_again_after_its_letter_was_written_does_not_write_it_again() throws Exception {
        // As if the end could not be recorded.
        recorder.record(attempt("ada"), REJECTED);

        assertThat(recorder.record(attempt("ada"), REJECTED)).isEqualTo(Disposition.DEAD_LETTERED);

        assertThat(letters()).hasSize(1);
        assertThat(wired.deadLettersCounted()).isEqualTo(1);
    }

    @Test
    void a_later_event_that_is_given_up_for_the_same_reason_replaces_the_letter() throws Exception {
        recorder.record(attempt("ada"), REJECTED);

        recorder.record(attempt(live("ada", 1)), REJECTED);

        assertThat(letters()).hasSize(2);
        assertThat(wired.deadLettersCounted()).isEqualTo(2);
    }

    private List<ConsumerRecord<String, byte[]>> letters() {
        return wired.records(Topic.PHOTO_UPDATED_DLQ);
    }

    private static Attempt attempt(String user) {
        return attempt(live(user, 0));
    }

    private static Attempt attempt(Task task) {
        return new Attempt(task, "here", "here-1", 1, Instant.now());
    }
}
