package io.photosync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.kafka.Topic;
import io.photosync.testkit.UserStateBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LostEventsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RecordPosition PLACE = new RecordPosition(Topic.PHOTO_UPDATED_BULK.id(), 3, 17);
    private static final Duration A_WEEK = Duration.ofDays(7);

    @Test
    void an_event_in_a_paused_lane_is_on_its_way_for_as_long_as_it_waits_there() {
        UserState userState = inBulk(Optional.empty());

        Instant before = LostEvents.before(userState, List.of(PLACE), PLACE::equals, NOON.plus(A_WEEK));

        assertThat(userState.onItsWay(before)).isPresent();
    }

    @Test
    void an_event_whose_record_the_sync_has_passed_without_an_end_was_lost() {
        UserState userState = inBulk(Optional.empty());

        Instant before =
                LostEvents.before(userState, List.of(PLACE), place -> false, NOON.plus(Duration.ofMinutes(10)));

        assertThat(userState.onItsWay(before)).isEmpty();
    }

    @Test
    void an_end_may_be_on_its_way_to_this_replica_while_the_event_is_young() {
        UserState userState = inBulk(Optional.empty());

        Instant before = LostEvents.before(userState, List.of(PLACE), place -> false, NOON.plusSeconds(10));

        assertThat(userState.onItsWay(before)).isPresent();
    }

    @Test
    void a_pending_retry_is_on_its_way_however_long_the_ladder_is() {
        UserState userState = inBulk(Optional.of(retry()));

        Instant before = LostEvents.before(userState, List.of(PLACE), place -> false, NOON.plus(A_WEEK));

        assertThat(userState.onItsWay(before)).isPresent();
    }

    private static UserState inBulk(Optional<PendingRetry> retry) {
        return new UserStateBuilder().bulk(event()).retry(retry).build();
    }

    private static PhotoEvent event() {
        Data data = new Data(
                "ada@contoso.example", Optional.of("e1"), Optional.empty(), Optional.empty(), Cause.SWEEP, NOON);
        return PhotoEvent.detected(PhotoEvent.UPDATED, "ada", NOON, "never", data);
    }

    private static PendingRetry retry() {
        FailureNote note = new FailureNote(
                FailureCode.SHAREPOINT_FAILED, "failed", NOON, NOON, Optional.empty(), Optional.empty());
        return new PendingRetry(event(), 1, NOON.plus(A_WEEK), note, PLACE);
    }
}
