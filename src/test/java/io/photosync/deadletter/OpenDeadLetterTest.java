package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.By;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.UserState;
import io.photosync.testkit.UserStateBuilder;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an open letter says of the time since the failure. */
class OpenDeadLetterTest {
    private final DeadLetterRecord open = Letters.open("ada", NOON, FailureCode.SHAREPOINT_FAILED, 7);

    @Test
    void the_attempt_that_failed_is_no_try_since_the_failure_though_a_clock_ahead_dates_it_later() {
        PhotoEvent failed = open.event().orElseThrow();

        assertThat(tried(Settlement.State.DEAD_LETTERED, failed, NOON.plusMillis(20)))
                .isEmpty();
    }

    @Test
    void a_replay_that_closed_nothing_is_a_try_since_the_failure() {
        Instant later = NOON.plusSeconds(60);

        assertThat(tried(Settlement.State.SKIPPED, Letters.event("ada", later), later))
                .contains(later);
    }

    private Optional<Instant> tried(Settlement.State state, PhotoEvent event, Instant startedAt) {
        Settlement end = Settlement.of(state, event, By.decision("test", 1, startedAt), startedAt);
        UserState user =
                new UserStateBuilder().settled(Optional.of(end)).letter(open).build();
        return OpenDeadLetter.of(open, user).tried();
    }
}
