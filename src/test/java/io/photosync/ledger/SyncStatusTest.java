package io.photosync.ledger;

import static io.photosync.ledger.Settlements.ETAG;
import static io.photosync.ledger.Settlements.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.DeadLetter;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.Recheck;
import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement.State;
import io.photosync.ledger.Difference.Reason;
import io.photosync.ledger.SyncStatus.InSync;
import io.photosync.ledger.SyncStatus.NotManaged;
import io.photosync.ledger.SyncStatus.OutOfSync;
import io.photosync.ledger.SyncStatus.Why;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.UserStateBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which users are on the report, and why. Unless stated otherwise, the sweep last saw the photo with the ETag e1. */
class SyncStatusTest {
    private static final FailureNote NOTE =
            new FailureNote(FailureCode.PROFILE_MISSING, "no profile", NOON, NOON, Optional.empty(), Optional.empty());
    private static final RecordPosition ORIGIN = new RecordPosition("photo-updated", 0, 0);

    @ParameterizedTest
    @EnumSource(names = {"SYNCED", "UNCHANGED"})
    void the_settled_photo_is_in_sync(State state) {
        assertThat(status(settled(state, ETAG))).isEqualTo(new InSync());
    }

    @Test
    void another_photo_than_the_settled_one_is_out_of_sync() {
        assertThat(reason(settled(State.SYNCED, "e0"))).isEqualTo(Reason.NOT_YET);
        assertThat(reason(settled(State.REMOVED, null))).isEqualTo(Reason.NOT_YET);
        assertThat(reason(person(SharePointState.UNKNOWN))).isEqualTo(Reason.NOT_YET);
    }

    @Test
    void a_settlement_younger_than_the_sweeps_observation_wins() {
        RosterEntry before = Settlements.person(Optional.empty());
        RosterEntry seen = before.sees(Optional.of("e0"), Settlements.WRITTEN.minusSeconds(1));
        UserState userState = as(settled(State.SYNCED, "e2"), seen);

        assertThat(status(userState)).isEqualTo(new InSync());
    }

    @Test
    void a_roster_entry_that_was_never_polled_does_not_contradict_the_settlement() {
        RosterEntry joined = new RosterEntryBuilder("ada@contoso.example", "Ada").build();

        assertThat(status(as(settled(State.SYNCED, ETAG), joined))).isEqualTo(new InSync());
    }

    @Test
    void a_settled_photo_that_the_sweep_no_longer_sees_is_to_be_removed() {
        assertThat(reason(withoutPhoto(settled(State.SYNCED, ETAG)))).isEqualTo(Reason.REMOVAL_PENDING);
        assertThat(status(withoutPhoto(settled(State.REMOVED, null)))).isEqualTo(new InSync());
        assertThat(status(withoutPhoto(person(SharePointState.UNKNOWN)))).isEqualTo(new InSync());
    }

    @ParameterizedTest
    @CsvSource({"NOTIFICATION,ON_ITS_WAY", "SWEEP,ON_ITS_WAY", "FIRST_FILL,ON_ITS_WAY", "REPAIR,DRIFTED"})
    void a_pending_event_gives_the_reason(Cause cause, Reason reason) {
        assertThat(reason(coming(settled(State.SYNCED, "e0"), PhotoEvent.UPDATED, cause)))
                .isEqualTo(reason);
    }

    @Test
    void a_pending_repair_contradicts_a_settled_photo_and_a_request_does_not() {
        assertThat(reason(coming(settled(State.SYNCED, ETAG), PhotoEvent.UPDATED, Cause.REPAIR)))
                .isEqualTo(Reason.DRIFTED);
        assertThat(status(coming(settled(State.SYNCED, ETAG), PhotoEvent.UPDATED, Cause.REQUEST)))
                .isEqualTo(new InSync());
    }

    @Test
    void a_stale_picture_is_out_of_sync() {
        UserState stale = withoutPhoto(person(new SharePointState(
                Optional.of(Settlements.end(State.SKIPPED, "ada_contoso", null, "STALE_PICTURE")), true, List.of())));

        assertThat(reason(stale)).isEqualTo(Reason.STALE_PICTURE);
    }

    @Test
    void shared_files_are_reported_while_the_repair_is_pending() {
        Optional<String> bob = Optional.of("bob");
        UserState ada = settled(State.SYNCED, ETAG);

        assertThat(SyncStatus.of(ada, bob)).isInstanceOfSatisfying(OutOfSync.class, differs -> {
            assertThat(differs.difference().reason()).isEqualTo(Reason.SHARED_FILES);
            assertThat(differs.difference().detail()).endsWith("bob");
        });
        assertThat(SyncStatus.of(coming(ada, PhotoEvent.UPDATED, Cause.REPAIR), bob))
                .isInstanceOfSatisfying(
                        OutOfSync.class,
                        differs -> assertThat(differs.difference().reason()).isEqualTo(Reason.SHARED_FILES));
        assertThat(SyncStatus.of(ada, Optional.empty())).isEqualTo(new InSync());
    }

    @Test
    void a_removal_event_is_reported_as_pending() {
        assertThat(reason(coming(settled(State.SYNCED, ETAG), PhotoEvent.REMOVED, Cause.SWEEP)))
                .isEqualTo(Reason.REMOVAL_PENDING);
    }

    @Test
    void so_is_a_removal_that_an_operator_released_into_the_bulk_lane() {
        UserState before = settled(State.SYNCED, ETAG);
        UserState userState = UserStateBuilder.from(before)
                .bulk(event("next", PhotoEvent.REMOVED, Cause.SWEEP))
                .build();

        assertThat(reason(userState)).isEqualTo(Reason.REMOVAL_PENDING);
        assertThat(reason(withoutPhoto(userState))).isEqualTo(Reason.REMOVAL_PENDING);
    }

    @Test
    void a_retry_comes_with_its_code_and_when_it_is_due() {
        UserState before = person(SharePointState.UNKNOWN);
        PendingRetry retry = new PendingRetry(
                event("event", PhotoEvent.UPDATED, Cause.SWEEP), 1, NOON.plusSeconds(60), NOTE, ORIGIN);
        UserState userState = UserStateBuilder.from(before).retry(retry).build();

        Difference difference = difference(userState);

        assertThat(difference.reason()).isEqualTo(Reason.RETRYING);
        assertThat(difference.code()).contains("PROFILE_MISSING");
        assertThat(difference.detail()).contains("2026-03-01T12:01:00Z", "no profile");
    }

    @Test
    void an_open_dead_letter_comes_with_its_code() {
        UserState userState = withLetter(settled(State.DEAD_LETTERED, ETAG));

        assertThat(difference(userState).reason()).isEqualTo(Reason.DEAD_LETTERED);
        assertThat(difference(userState).code()).contains("PROFILE_MISSING");
        assertThat(reason(settled(State.DEAD_LETTERED, ETAG))).isEqualTo(Reason.NOT_YET);
    }

    @Test
    void what_an_operator_discarded_is_listed_until_there_is_another_photo() {
        assertThat(reason(settled(State.DISCARDED, ETAG))).isEqualTo(Reason.DISCARDED);
        assertThat(reason(settled(State.DISCARDED, "e0"))).isEqualTo(Reason.NOT_YET);
    }

    @Test
    void a_photo_held_as_a_mass_change_is_reported_as_such() {
        assertThat(reason(skipped("MASS_CHANGE_HELD", ETAG))).isEqualTo(Reason.MASS_CHANGE_HELD);
    }

    @Test
    void an_observed_change_says_what_would_be_done() {
        assertThat(difference(skipped("OBSERVE_ONLY", ETAG)).reason()).isEqualTo(Reason.OBSERVE_ONLY);
        assertThat(difference(skipped("OBSERVE_ONLY", ETAG)).detail()).isEqualTo("would be written");
        assertThat(difference(withoutPhoto(skipped("OBSERVE_ONLY", null))).detail())
                .isEqualTo("would be taken down");
    }

    @Test
    void an_observed_repair_is_drift() {
        UserState before = skipped("OBSERVE_ONLY", ETAG);
        PhotoEvent repair = event("event", PhotoEvent.UPDATED, Cause.REPAIR);
        UserState userState = UserStateBuilder.from(before).bulk(repair).build();

        assertThat(reason(userState)).isEqualTo(Reason.DRIFTED);
    }

    @Test
    void a_photo_without_bytes_is_not_yet_there_or_pending() {
        assertThat(reason(skipped("NO_PHOTO", ETAG))).isEqualTo(Reason.NOT_YET);
        assertThat(reason(withoutPhoto(skipped("NO_PHOTO", ETAG)))).isEqualTo(Reason.REMOVAL_PENDING);
    }

    @Test
    void an_attempt_without_an_end_is_being_written() {
        assertThat(reason(person(Settlements.beingWritten("ada", NOON)))).isEqualTo(Reason.WRITING);
    }

    @Test
    void an_event_that_was_given_up_is_not_being_written() {
        UserState writing = person(Settlements.beingWritten("ada", NOON));
        FailureNote note = new FailureNote(
                FailureCode.SHAREPOINT_REFUSED, "no", NOON, NOON.plusSeconds(9), Optional.empty(), Optional.empty());
        DeadLetter letter = new DeadLetter(new byte[0], note, 1, ORIGIN);

        assertThat(reason(UserStateBuilder.from(writing)
                        .letter(new DeadLetterRecord("ada", letter, 0, 0))
                        .build()))
                .isEqualTo(Reason.DEAD_LETTERED);
    }

    @ParameterizedTest
    @EnumSource(names = {"BYTES_MAY_LAG", "OVERLAPPED"})
    void a_user_who_is_rechecked_without_a_failure_is_in_sync(Recheck.Reason why) {
        PendingRetry recheck = new PendingRetry(
                event("event", PhotoEvent.UPDATED, Cause.SWEEP),
                0,
                NOON.plusSeconds(120),
                NOTE,
                ORIGIN,
                Optional.of(new Recheck(why, 1, NOON)));
        UserState settled = settled(State.UNCHANGED, ETAG);

        assertThat(status(UserStateBuilder.from(settled).retry(recheck).build()))
                .isEqualTo(new InSync());
    }

    @Test
    void an_unmanaged_user_is_counted_and_not_listed() {
        assertThat(status(as(new RosterEntryBuilder("g#EXT#@contoso.example", "G")
                        .guest(true)
                        .mediaEtag(ETAG)
                        .seenAt(NOON)
                        .build())))
                .isEqualTo(new NotManaged(Why.GUEST));
        assertThat(status(as(new RosterEntryBuilder("o@contoso.example", "O")
                        .inScope(false)
                        .mediaEtag(ETAG)
                        .seenAt(NOON)
                        .build())))
                .isEqualTo(new NotManaged(Why.OUT_OF_SCOPE));
        assertThat(status(as(new RosterEntryBuilder("m@contoso.example", "M")
                        .mailbox(false)
                        .build())))
                .isEqualTo(new NotManaged(Why.NO_MAILBOX));
        assertThat(status(as(Settlements.person(Optional.of(NOON))))).isEqualTo(new NotManaged(Why.GONE));
    }

    @ParameterizedTest
    @CsvSource({"GUEST,GUEST", "NO_MAILBOX,NO_MAILBOX", "USER_GONE,GONE", "OUT_OF_SCOPE,OUT_OF_SCOPE"})
    void without_a_roster_the_reason_of_a_skip_says_who_is_not_managed(String reason, Why why) {
        assertThat(status(withoutRoster(skipped(reason, ETAG)))).isEqualTo(new NotManaged(why));
    }

    @Test
    void without_a_roster_the_settled_photo_counts() {
        assertThat(status(withoutRoster(settled(State.SYNCED, ETAG)))).isEqualTo(new InSync());
        assertThat(status(withoutRoster(person(SharePointState.UNKNOWN)))).isEqualTo(new InSync());
        assertThat(reason(withoutRoster(settled(State.DISCARDED, ETAG)))).isEqualTo(Reason.DISCARDED);
    }

    private static SyncStatus status(UserState userState) {
        return SyncStatus.of(userState);
    }

    private static Difference difference(UserState userState) {
        return ((OutOfSync) status(userState)).difference();
    }

    private static Reason reason(UserState userState) {
        return difference(userState).reason();
    }

    private static UserState settled(State state, String etag) {
        return person(new SharePointState(Optional.of(Settlements.end(state, "ada", etag, null)), true, List.of()));
    }

    private static UserState skipped(String reason, String etag) {
        return person(
                new SharePointState(Optional.of(Settlements.end(State.SKIPPED, "ada", etag, reason)), true, List.of()));
    }

    private static UserState person(SharePointState sharePointState) {
        return new UserStateBuilder()
                .target(sharePointState)
                .roster(Settlements.person(Optional.empty()))
                .build();
    }

    private static UserState as(UserState before, RosterEntry entry) {
        return UserStateBuilder.from(before).roster(entry).build();
    }

    private static UserState as(RosterEntry entry) {
        return new UserStateBuilder().roster(entry).build();
    }

    private static UserState withoutPhoto(UserState userState) {
        return UserStateBuilder.from(userState)
                .roster(userState.roster().map(entry -> entry.sees(Optional.empty(), NOON)))
                .build();
    }

    private static UserState withoutRoster(UserState userState) {
        return UserStateBuilder.from(userState).roster(Optional.empty()).build();
    }

    private static UserState coming(UserState before, String type, Cause cause) {
        return UserStateBuilder.from(before).live(event("next", type, cause)).build();
    }

    private static UserState withLetter(UserState before) {
        DeadLetter letter = new DeadLetter(new byte[0], NOTE, 1, ORIGIN);
        return UserStateBuilder.from(before)
                .letter(new DeadLetterRecord("ada", letter, 0, 0))
                .build();
    }

    private static PhotoEvent event(String id, String type, Cause cause) {
        Optional<String> etag = PhotoEvent.REMOVED.equals(type) ? Optional.empty() : Optional.of(ETAG);
        Data data = new Data("ada@contoso.example", etag, Optional.empty(), Optional.empty(), cause, NOON);
        return new PhotoEvent("1.0", id, PhotoEvent.SOURCE, type, "ada", NOON, "application/json", data);
    }
}
