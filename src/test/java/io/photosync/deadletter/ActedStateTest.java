package io.photosync.deadletter;

import static io.photosync.deadletter.Letters.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.deadletter.ActedLetters.Acted;
import io.photosync.event.FailureCode;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.By;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.SharePointState;
import io.photosync.ledger.UserState;
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

    private ActedState again(FailureCode code) {
        DeadLetterRecord another = Letters.open("ann", NOON.plusSeconds(90), code, SEEN + 1);
        return state(Optional.of(another), Optional.of(replayed), Optional.of(Settlement.State.DEAD_LETTERED));
    }

    private ActedState state(
            Optional<DeadLetterRecord> letter, Optional<PhotoEvent> live, Optional<Settlement.State> end) {
        SharePointState target = end.map(state -> Settlement.of(
                        state, replayed, By.decision("test", 1, NOON.plusSeconds(61)), NOON.plusSeconds(62)))
                .map(settled -> new SharePointState(Optional.of(settled), true, List.of()))
                .orElse(SharePointState.UNKNOWN);
        return ActedState.of(
                acted, new UserState(target, live, Optional.empty(), Optional.empty(), letter, Optional.empty()));
    }
}
