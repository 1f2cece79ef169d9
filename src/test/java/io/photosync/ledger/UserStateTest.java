package io.photosync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.kafka.Topic;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.UserStateBuilder;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserStateTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LONG_AGO = NOON.minusSeconds(7_200);

    @Test
    void an_event_without_an_end_is_on_its_way() {
        UserState userState = known(Optional.empty(), event("a", 0), Optional.empty());

        assertThat(userState.onItsWay(LONG_AGO)).contains(event("a", 0));
    }

    @Test
    void an_event_that_ended_is_not_on_its_way() {
        UserState userState = known(Optional.of(end("a", 1)), event("a", 0), Optional.empty());

        assertThat(userState.onItsWay(LONG_AGO)).isEmpty();
    }

    @Test
    void an_outcome_of_a_later_detection_covers_an_earlier_event() {
        UserState userState = known(Optional.of(end("b", 1)), event("a", 0), Optional.empty());

        assertThat(userState.onItsWay(LONG_AGO)).isEmpty();
    }

    @Test
    void the_outcome_of_an_attempt_that_started_before_the_event_does_not_settle_it() {
        UserState userState = known(Optional.of(end("b", -1)), event("a", 0), Optional.empty());

        assertThat(userState.onItsWay(LONG_AGO)).contains(event("a", 0));
    }

    @Test
    void an_event_that_waits_for_its_retry_is_on_its_way_whatever_ended_since() {
        UserState userState = known(Optional.of(end("b", 1)), event("a", 0), Optional.of(retry(event("a", 0))));

        assertThat(userState.onItsWay(LONG_AGO)).contains(event("a", 0));
    }

    @Test
    void of_two_events_on_their_way_the_one_detected_last_counts() {
        UserState userState = known(Optional.empty(), event("b", 5), Optional.of(retry(event("a", 0))));

        assertThat(userState.onItsWay(LONG_AGO)).contains(event("b", 5));
    }

    @Test
    void an_event_in_the_bulk_lane_is_on_its_way_until_it_or_a_later_one_has_ended() {
        assertThat(inBulk(Optional.empty()).onItsWay(LONG_AGO)).contains(event("a", 0));
        assertThat(inBulk(Optional.of(end("b", -1))).onItsWay(LONG_AGO)).contains(event("a", 0));
        assertThat(inBulk(Optional.of(end("a", 1))).onItsWay(LONG_AGO)).isEmpty();
        assertThat(inBulk(Optional.of(end("b", 1))).onItsWay(LONG_AGO)).isEmpty();
    }

    @Test
    void an_event_that_is_older_than_the_ladder_lasts_was_lost_and_holds_nothing_up() {
        UserState userState = known(Optional.empty(), event("a", 0), Optional.empty());

        assertThat(userState.onItsWay(NOON.plusSeconds(1))).isEmpty();
    }

    private static UserState inBulk(Optional<Settlement> end) {
        return new UserStateBuilder().settled(end).bulk(event("a", 0)).build();
    }

    private static UserState known(Optional<Settlement> end, PhotoEvent live, Optional<PendingRetry> retry) {
        return new UserStateBuilder().settled(end).live(live).retry(retry).build();
    }

    private static PhotoEvent event(String etag, int second) {
        Data data = new Data(
                "ada@contoso.example",
                Optional.of(etag),
                Optional.of(648),
                Optional.of(648),
                Cause.NOTIFICATION,
                NOON.plusSeconds(second));
        return PhotoEvent.detected(PhotoEvent.UPDATED, "ada", NOON, "never", data);
    }

    private static Settlement end(String etag, int startedAt) {
        return new SettlementBuilder(State.SYNCED, event(etag, 0).id(), NOON.plusSeconds(startedAt + 1))
                .mediaEtag(etag)
                .sha256("sha")
                .fileBaseName("files")
                .startedAt(NOON.plusSeconds(startedAt))
                .build();
    }

    private static PendingRetry retry(PhotoEvent event) {
        FailureNote note = new FailureNote(
                FailureCode.SHAREPOINT_FAILED, "failed", NOON, NOON, Optional.of(500), Optional.empty());
        return new PendingRetry(
                event, 1, NOON.plusSeconds(60), note, new RecordPosition(Topic.PHOTO_UPDATED.id(), 0, 0));
    }
}
