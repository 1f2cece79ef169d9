package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.deadletter.ActedLetters.Acted;
import io.photosync.event.FailureCode;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Recheck;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.By;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.SharePointState;
import io.photosync.testkit.UserStateBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What became of a replayed letter. */
class ActedStateTest {
    private static final long SEEN = 7;

    private final PhotoEvent replayed = Letters.event("ann", NOON.plusSeconds(60));
    private final Acted acted = new Acted("ann", SEEN, FailureCode.SHAREPOINT_FAILED, Optional.of(replayed.id()));
    private final DeadLetterRecord asItWas = Letters.open("ann", NOON, FailureCode.SHAREPOINT_FAILED, SEEN);

    @Test
    void it_is_on_its_way_while_its_event_is_pending() {
        assertThat(state(Optional.of(asItWas), Optional.of(replayed), Optional.empty()))
                .isEqualTo(ActedState.ON_ITS_WAY);
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNCED", "UNCHANGED", "REMOVED", "DISCARDED"})
    void a_closed_letter_is_resolved_however_it_ended(Settlement.State end) {
        assertThat(state(Optional.empty(), Optional.of(replayed), Optional.of(end)))
                .isEqualTo(ActedState.RESOLVED);
    }

    @Test
    void it_is_resolved_while_its_letter_is_about_to_be_closed() {
        assertThat(state(Optional.of(asItWas), Optional.of(replayed), Optional.of(Settlement.State.SYNCED)))
                .isEqualTo(ActedState.RESOLVED);
    }

    @Test
    void a_letter_without_an_event_is_resolved_once_it_is_closed() {
        assertThat(state(Optional.empty(), Optional.empty(), Optional.empty())).isEqualTo(ActedState.RESOLVED);
    }

    @Test
    void another_letter_with_the_same_code_failed_as_before_and_with_another_code_newly() {
        assertThat(again(FailureCode.SHAREPOINT_FAILED)).isEqualTo(ActedState.FAILED_AS_BEFORE);
        assertThat(again(FailureCode.PROFILE_MISSING)).isEqualTo(ActedState.FAILED_NEWLY);
    }

    @Test
    void a_user_for_whom_nothing_is_to_be_done_was_skipped() {
        assertThat(state(Optional.empty(), Optional.of(replayed), Optional.of(Settlement.State.SKIPPED)))
                .isEqualTo(ActedState.SKIPPED);
    }

    @Test
    void a_letter_that_the_action_did_not_reach_was_skipped() {
        assertThat(state(Optional.of(asItWas), Optional.empty(), Optional.empty()))
                .isEqualTo(ActedState.SKIPPED);
    }

    @Test
    void the_skip_of_another_event_says_nothing_of_the_action() {
        PhotoEvent later = Letters.event("ann", NOON.plusSeconds(300));
        SharePointState target = ended(Settlement.State.SKIPPED, later, NOON.plusSeconds(301));

        assertThat(state(Optional.empty(), Optional.of(later), target, Optional.empty()))
                .isEqualTo(ActedState.RESOLVED);
    }

    @Test
    void a_letter_that_an_outage_turned_back_into_a_retry_is_on_its_way() {
        SharePointState target = ended(Settlement.State.DEAD_LETTERED, replayed, NOON.plusSeconds(61));

        assertThat(state(Optional.empty(), Optional.of(replayed), target, Optional.of(retry(replayed))))
                .isEqualTo(ActedState.ON_ITS_WAY);
    }

    @Test
    void the_event_is_on_its_way_also_where_its_letter_was_turned_back_into_a_retry_before() {
        PhotoEvent before = Letters.event("ann", NOON);
        SharePointState target = ended(Settlement.State.DEAD_LETTERED, before, NOON.plusSeconds(1));

        assertThat(state(Optional.empty(), Optional.of(replayed), target, Optional.of(retry(before))))
                .isEqualTo(ActedState.ON_ITS_WAY);
    }

    @Test
    void the_recheck_of_a_synced_user_does_not_keep_the_letter_on_its_way() {
        SharePointState target = ended(Settlement.State.SYNCED, replayed, NOON.plusSeconds(61));
        PendingRetry failed = retry(replayed);
        PendingRetry recheck = new PendingRetry(
                replayed,
                1,
                failed.dueAt(),
                failed.note(),
                failed.origin(),
                Optional.of(new Recheck(Recheck.Reason.PROFILE_MISSING, 1, NOON)));

        assertThat(state(Optional.empty(), Optional.of(replayed), target, Optional.of(recheck)))
                .isEqualTo(ActedState.RESOLVED);
    }

    @Test
    void a_skipped_replay_leaves_its_letter_open() {
        assertThat(state(Optional.of(asItWas), Optional.of(replayed), Optional.of(Settlement.State.SKIPPED)))
                .isEqualTo(ActedState.SKIPPED);
    }

    @Test
    void a_discard_that_was_interrupted_has_not_closed_its_letter() {
        assertThat(state(Optional.of(asItWas), Optional.empty(), Optional.of(Settlement.State.DISCARDED)))
                .isEqualTo(ActedState.SKIPPED);
    }

    private static PendingRetry retry(PhotoEvent event) {
        DeadLetterRecord failed = Letters.open("ann", NOON.plusSeconds(62), FailureCode.SHAREPOINT_FAILED, SEEN);
        return new PendingRetry(event, 3, NOON.plusSeconds(63), failed.note(), failed.origin());
    }

    private static SharePointState ended(Settlement.State state, PhotoEvent event, Instant began) {
        Settlement end = Settlement.of(state, event, By.decision("test", 1, began), began.plusSeconds(1));
        return new SharePointState(Optional.of(end), true, List.of());
    }

    private ActedState again(FailureCode code) {
        DeadLetterRecord another = Letters.open("ann", NOON.plusSeconds(90), code, SEEN + 1);
        return state(Optional.of(another), Optional.of(replayed), Optional.of(Settlement.State.DEAD_LETTERED));
    }

    private ActedState state(
            Optional<DeadLetterRecord> letter, Optional<PhotoEvent> live, Optional<Settlement.State> end) {
        SharePointState target =
                end.map(state -> ended(state, replayed, NOON.plusSeconds(61))).orElse(SharePointState.UNKNOWN);
        return state(letter, live, target, Optional.empty());
    }

    private ActedState state(
            Optional<DeadLetterRecord> letter,
            Optional<PhotoEvent> live,
            SharePointState target,
            Optional<PendingRetry> retry) {
        return ActedState.of(
                acted,
                new UserStateBuilder()
                        .target(target)
                        .live(live)
                        .retry(retry)
                        .letter(letter)
                        .build());
    }
}
