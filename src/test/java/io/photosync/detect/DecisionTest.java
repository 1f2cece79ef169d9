package io.photosync.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.detect.Decision.Nothing;
import io.photosync.detect.Decision.PerhapsRemoved;
import io.photosync.detect.Decision.Updated;
import io.photosync.detect.Decision.Why;
import io.photosync.event.DeadLetter;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.graph.PhotoState;
import io.photosync.kafka.Topic;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Mode;
import io.photosync.ledger.SharePointState;
import io.photosync.ledger.UserState;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.UserStateBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LONG_AGO = NOON.minusSeconds(7_200);
    private static final PhotoState.Present PHOTO = new PhotoState.Present("e2", 648, 648);
    private static final PhotoState.Absent NONE = new PhotoState.Absent("ImageNotFound");

    @Test
    void a_photo_of_an_unknown_user_is_an_update() {
        assertThat(decide(PHOTO, nothing())).isEqualTo(new Updated(PHOTO));
    }

    @Test
    void another_photo_than_the_settled_one_is_an_update() {
        assertThat(decide(PHOTO, settled(State.SYNCED, "e1"))).isEqualTo(new Updated(PHOTO));
    }

    @ParameterizedTest
    @EnumSource(names = {"SYNCED", "UNCHANGED"})
    void the_settled_photo_is_nothing_new(State state) {
        assertThat(decide(PHOTO, settled(state, "e2"))).isEqualTo(new Nothing(Why.SETTLED));
    }

    @Test
    void a_photo_whose_event_is_in_flight_is_not_published_twice() {
        assertThat(decide(PHOTO, coming(settled(State.SYNCED, "e1"), PhotoEvent.UPDATED, "e2")))
                .isEqualTo(new Nothing(Why.ON_ITS_WAY));
    }

    @Test
    void the_settled_photo_is_published_again_while_another_one_is_in_flight() {
        assertThat(decide(PHOTO, coming(settled(State.SYNCED, "e2"), PhotoEvent.UPDATED, "e3")))
                .isEqualTo(new Updated(PHOTO));
    }

    @Test
    void the_settled_photo_is_published_again_while_its_removal_is_in_flight() {
        assertThat(decide(PHOTO, coming(settled(State.SYNCED, "e2"), PhotoEvent.REMOVED, null)))
                .isEqualTo(new Updated(PHOTO));
    }

    @Test
    void an_open_dead_letter_of_the_same_photo_is_for_the_operators() {
        assertThat(decide(PHOTO, withLetter(settled(State.DEAD_LETTERED, "e2"))))
                .isEqualTo(new Nothing(Why.DEAD_LETTERED));
    }

    @Test
    void an_orphaned_dead_letter_is_an_update() {
        assertThat(decide(PHOTO, settled(State.DEAD_LETTERED, "e2"))).isEqualTo(new Updated(PHOTO));
    }

    @Test
    void a_discarded_photo_is_not_published() {
        assertThat(decide(PHOTO, settled(State.DISCARDED, "e2"))).isEqualTo(new Nothing(Why.DISCARDED));
    }

    @Test
    void a_photo_whose_bytes_were_missing_is_published_again() {
        assertThat(decide(PHOTO, settled(State.SKIPPED, "e2"))).isEqualTo(new Updated(PHOTO));
    }

    @Test
    void no_photo_where_there_was_one_may_be_a_removal() {
        assertThat(decide(NONE, settled(State.SYNCED, "e1"))).isEqualTo(new PerhapsRemoved());
    }

    @Test
    void no_photo_where_there_never_was_one_is_nothing() {
        assertThat(decide(NONE, nothing())).isEqualTo(new Nothing(Why.NEVER_HAD_ONE));
    }

    @Test
    void no_photo_after_a_settled_removal_is_nothing() {
        assertThat(decide(NONE, settled(State.REMOVED, null))).isEqualTo(new Nothing(Why.SETTLED));
    }

    @Test
    void no_photo_while_the_removal_is_in_flight_is_not_published_twice() {
        assertThat(decide(NONE, coming(settled(State.SYNCED, "e1"), PhotoEvent.REMOVED, null)))
                .isEqualTo(new Nothing(Why.ON_ITS_WAY));
    }

    @Test
    void a_first_photo_that_is_gone_before_it_was_synced_may_be_a_removal() {
        assertThat(decide(NONE, coming(nothing(), PhotoEvent.UPDATED, "e1"))).isEqualTo(new PerhapsRemoved());
    }

    @Test
    void a_photo_that_came_and_went_after_a_settled_removal_may_be_a_removal_again() {
        assertThat(decide(NONE, coming(settled(State.REMOVED, null), PhotoEvent.UPDATED, "e1")))
                .isEqualTo(new PerhapsRemoved());
    }

    @Test
    void what_was_only_observed_is_not_published_again_while_observing() {
        assertThat(Decision.of(PHOTO, skipped("OBSERVE_ONLY", "e2"), LONG_AGO, Mode.OBSERVE))
                .isEqualTo(new Nothing(Why.OBSERVED));
        assertThat(Decision.of(PHOTO, skipped("OBSERVE_ONLY", "e1"), LONG_AGO, Mode.OBSERVE))
                .isEqualTo(new Updated(PHOTO));
        assertThat(Decision.of(NONE, skipped("OBSERVE_ONLY", null), LONG_AGO, Mode.OBSERVE))
                .isEqualTo(new Nothing(Why.OBSERVED));
    }

    @Test
    void what_was_only_observed_is_published_again_when_observing_is_over() {
        assertThat(decide(PHOTO, skipped("OBSERVE_ONLY", "e2"))).isEqualTo(new Updated(PHOTO));
        assertThat(decide(NONE, skipped("OBSERVE_ONLY", null))).isEqualTo(new PerhapsRemoved());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_skip_for_another_reason_is_published_again_in_either_mode(Mode mode) {
        assertThat(Decision.of(PHOTO, skipped("NO_PHOTO", "e2"), LONG_AGO, mode))
                .isEqualTo(new Updated(PHOTO));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void a_guest_is_skipped_only_while_the_directory_says_so(Mode mode) {
        UserState skipped = skipped("GUEST", "e2");

        assertThat(Decision.of(PHOTO, as(skipped, true), LONG_AGO, mode)).isEqualTo(new Nothing(Why.GUEST));
        assertThat(Decision.of(PHOTO, as(skipped, false), LONG_AGO, mode)).isEqualTo(new Updated(PHOTO));
        assertThat(Decision.of(PHOTO, skipped, LONG_AGO, mode)).isEqualTo(new Updated(PHOTO));
    }

    private static UserState as(UserState before, boolean guest) {
        RosterEntry entry = new RosterEntryBuilder("g_other.example#EXT#@contoso.example", "G")
                .guest(guest)
                .build();
        return UserStateBuilder.from(before).roster(entry).build();
    }

    @Test
    void a_photo_that_is_held_since_many_got_the_same_is_not_published_in_each_pass_but_another_one_is() {
        assertThat(decide(PHOTO, skipped("MASS_CHANGE_HELD", "e2"))).isEqualTo(new Nothing(Why.MASS_CHANGE));
        assertThat(decide(PHOTO, skipped("MASS_CHANGE_HELD", "e1"))).isEqualTo(new Updated(PHOTO));
        assertThat(decide(NONE, skipped("MASS_CHANGE_HELD", "e2"))).isEqualTo(new PerhapsRemoved());
    }

    @Test
    void a_photo_that_goes_after_it_was_only_observed_may_be_a_removal() {
        assertThat(Decision.of(NONE, skipped("OBSERVE_ONLY", "e2"), LONG_AGO, Mode.OBSERVE))
                .isEqualTo(new PerhapsRemoved());
    }

    @Test
    void a_user_without_a_mailbox_or_gone_is_skipped() {
        assertThat(decide(new PhotoState.NoMailbox(), nothing())).isEqualTo(new Nothing(Why.NO_MAILBOX));
        assertThat(decide(new PhotoState.UserGone(), nothing())).isEqualTo(new Nothing(Why.USER_GONE));
    }

    private static Decision decide(PhotoState seen, UserState userState) {
        return Decision.of(seen, userState, LONG_AGO, Mode.SYNC);
    }

    private static UserState nothing() {
        return known(SharePointState.UNKNOWN, Optional.empty(), Optional.empty());
    }

    private static UserState settled(State state, String etag) {
        return settled(state, etag, null);
    }

    private static UserState skipped(String reason, String etag) {
        return settled(State.SKIPPED, etag, reason);
    }

    private static UserState settled(State state, String etag, String reason) {
        Settlement end = new SettlementBuilder(state, "event", NOON.minusSeconds(9))
                .mediaEtag(etag)
                .sha256("sha")
                .fileBaseName("files")
                .reason(reason)
                .startedAt(NOON.minusSeconds(10))
                .build();
        return known(new SharePointState(Optional.of(end), true, List.of()), Optional.empty(), Optional.empty());
    }

    private static UserState coming(UserState before, String type, String etag) {
        return known(before.target(), Optional.of(event(type, etag)), Optional.empty());
    }

    private static UserState withLetter(UserState before) {
        FailureNote note =
                new FailureNote(FailureCode.IMAGE_UNREADABLE, "broken", NOON, NOON, Optional.empty(), Optional.empty());
        DeadLetter letter = new DeadLetter(new byte[0], note, 1, new RecordPosition(Topic.PHOTO_UPDATED.id(), 0, 0));
        return known(before.target(), Optional.empty(), Optional.of(new DeadLetterRecord("ada", letter, 0, 0)));
    }

    private static UserState known(
            SharePointState sharePointState, Optional<PhotoEvent> live, Optional<DeadLetterRecord> letter) {
        return new UserStateBuilder()
                .target(sharePointState)
                .live(live)
                .letter(letter)
                .build();
    }

    private static PhotoEvent event(String type, String etag) {
        Data data = new Data(
                "ada@contoso.example",
                Optional.ofNullable(etag),
                Optional.empty(),
                Optional.empty(),
                Cause.NOTIFICATION,
                NOON);
        return PhotoEvent.detected(type, "ada", NOON, "never", data);
    }
}
