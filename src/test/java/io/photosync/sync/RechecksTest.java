package io.photosync.sync;

import static io.photosync.sync.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.Recheck;
import io.photosync.event.Recheck.Reason;
import io.photosync.event.RecordPosition;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.ledger.SharePointState;
import io.photosync.ledger.UserState;
import io.photosync.sync.Rechecks.Next;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.UserStateBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which users are rechecked although nothing failed. The photo with the ETag e1 and the bytes "old" was settled an hour before noon. */
class RechecksTest {
    private static final RecordPosition ORIGIN = new RecordPosition("photo-updated", 0, 0);
    private static final Settlement BEFORE = end(State.SYNCED, "e1", "old", NOON.minusSeconds(3_600));

    private final Rechecks rechecks = new Rechecks(
            List.of(Duration.ofMinutes(2), Duration.ofMinutes(15)),
            Rechecks.slowly(List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1))),
            Duration.ofMinutes(1),
            Duration.ofDays(1));

    @Test
    void files_that_sharepoint_keeps_are_tried_again_each_day_and_a_removal_that_is_done_is_not() {
        Settlement kept = withReason(end(State.REMOVED, "e2", "none", NOON), FailureCode.FILES_KEPT.name());

        Next first = after(known(BEFORE), task(Cause.SWEEP), kept);
        Next second = after(known(kept), task(new Recheck(Reason.FILES_KEPT, 1, NOON)), kept);

        assertThat(first)
                .isEqualTo(new Next.At(new Recheck(Reason.FILES_KEPT, 1, NOON), NOON.plus(Duration.ofDays(1))));
        assertThat(second)
                .isEqualTo(new Next.At(new Recheck(Reason.FILES_KEPT, 2, NOON), NOON.plus(Duration.ofDays(1))));
        assertThat(after(
                        known(kept),
                        task(new Recheck(Reason.FILES_KEPT, 2, NOON)),
                        end(State.REMOVED, "e2", "none", NOON)))
                .isEqualTo(new Next.Nothing());
    }

    @Test
    void old_bytes_under_a_new_etag_are_rechecked_after_two_minutes_and_after_fifteen_more() {
        Next first = after(known(BEFORE), task(Cause.SWEEP), end(State.UNCHANGED, "e2", "old", NOON));
        Next second = after(known(BEFORE), task(bytes(1)), end(State.UNCHANGED, "e2", "old", NOON.plusSeconds(120)));
        Next third = after(known(BEFORE), task(bytes(2)), end(State.UNCHANGED, "e2", "old", NOON.plusSeconds(1_020)));

        assertThat(first).isEqualTo(new Next.At(bytes(1), NOON.plusSeconds(120)));
        assertThat(second)
                .isEqualTo(new Next.At(
                        new Recheck(Reason.BYTES_MAY_LAG, 2, NOON.plusSeconds(120)), NOON.plusSeconds(1_020)));
        assertThat(third).isEqualTo(new Next.Nothing());
    }

    @Test
    void the_same_photo_once_more_under_its_own_etag_is_certain() {
        assertThat(after(known(BEFORE), task(Cause.SWEEP), end(State.UNCHANGED, "e1", "old", NOON)))
                .isEqualTo(new Next.Nothing());
    }

    @Test
    void a_pending_recheck_stays_when_the_same_photo_is_settled_once_more() {
        UserState pending = known(end(State.UNCHANGED, "e2", "old", NOON.minusSeconds(60)), bytes(1));

        assertThat(after(pending, task(Cause.SWEEP), end(State.UNCHANGED, "e2", "old", NOON)))
                .isEqualTo(new Next.AsPending());
    }

    @Test
    void new_bytes_under_a_new_etag_are_certain() {
        assertThat(after(known(BEFORE), task(Cause.NOTIFICATION), end(State.SYNCED, "e2", "new", NOON)))
                .isEqualTo(new Next.Nothing());
    }

    @Test
    void new_bytes_soon_after_another_change_may_be_those_in_between() {
        Settlement aMomentAgo = end(State.UNCHANGED, "e2", "old", NOON.minusSeconds(60));

        assertThat(after(
                        known(aMomentAgo, bytes(1)),
                        task(Cause.NOTIFICATION),
                        end(State.SYNCED, "e3", "between", NOON)))
                .isInstanceOf(Next.At.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"NOTIFICATION", "SWEEP"})
    void where_the_bytes_before_are_not_known_those_of_a_change_just_noticed_may_be_old(Cause cause) {
        assertThat(after(nothing(), task(cause), end(State.SYNCED, "e2", "any", NOON)))
                .isEqualTo(new Next.At(bytes(1), NOON.plusSeconds(120)));
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST_FILL", "REPAIR", "REPLAY", "REQUEST"})
    void a_user_whose_photo_did_not_change_just_now_is_not_rechecked(Cause cause) {
        assertThat(after(nothing(), task(cause), end(State.SYNCED, "e2", "any", NOON)))
                .isEqualTo(new Next.Nothing());
        assertThat(after(nothing(), task(Cause.SWEEP), end(State.SYNCED, "e2", "any", NOON.plus(Duration.ofHours(1)))))
                .isEqualTo(new Next.Nothing());
    }

    @Test
    void no_bytes_under_an_etag_just_noticed_may_be_what_was_before() {
        Settlement none = skipped("NO_PHOTO");

        assertThat(after(nothing(), task(Cause.NOTIFICATION), none))
                .isEqualTo(new Next.At(bytes(1), NOON.plusSeconds(120)));
        assertThat(after(nothing(), task(bytes(2)), none)).isEqualTo(new Next.Nothing());
        assertThat(after(nothing(), task(Cause.FIRST_FILL), none)).isEqualTo(new Next.Nothing());
        assertThat(after(nothing(), task(Cause.NOTIFICATION), skipped("NO_MAILBOX")))
                .isEqualTo(new Next.Nothing());
    }

    private static Settlement skipped(String reason) {
        Settlement end = end(State.SKIPPED, "e2", "", NOON);
        return SettlementBuilder.from(end)
                .sha256(Optional.empty())
                .reason(reason)
                .attempt(1)
                .startedAt(NOON)
                .at(NOON)
                .build();
    }

    @Test
    void an_end_that_overlapped_another_attempt_is_repeated_when_that_must_be_over() {
        Settlement other = end(State.WRITING, "e1", "old", NOON.minusSeconds(30), "zombie");
        UserState disturbed = known(new SharePointState(Optional.of(BEFORE), true, List.of(other)), Optional.empty());

        Next next = after(disturbed, task(Cause.NOTIFICATION), end(State.SYNCED, "e2", "new", NOON));

        assertThat(next).isEqualTo(new Next.At(new Recheck(Reason.OVERLAPPED, 1, NOON), NOON.plusSeconds(95)));
    }

    @Test
    void until_then_nothing_is_written_for_the_same_photo() {
        UserState repeatedSoon = known(BEFORE, new Recheck(Reason.OVERLAPPED, 1, NOON));

        assertThat(Rechecks.comes(repeatedSoon, task(Cause.NOTIFICATION))).isTrue();
        assertThat(Rechecks.comes(repeatedSoon, task(new Recheck(Reason.OVERLAPPED, 1, NOON))))
                .isFalse();
        assertThat(Rechecks.comes(known(BEFORE), task(Cause.NOTIFICATION))).isFalse();
        assertThat(after(repeatedSoon, task(Cause.NOTIFICATION), end(State.UNCHANGED, "e1", "old", NOON)))
                .isEqualTo(new Next.AsPending());
    }

    @Test
    void a_missing_profile_is_rechecked_after_one_hour_four_and_then_every_twelve() {
        Next.At first = rechecks.profileAfter(Optional.empty(), NOON);
        Next.At second = rechecks.profileAfter(Optional.of(first.recheck()), NOON);
        Next.At third = rechecks.profileAfter(Optional.of(second.recheck()), NOON);
        Next.At fourth = rechecks.profileAfter(Optional.of(third.recheck()), NOON);

        assertThat(List.of(first, second, third, fourth))
                .extracting(next -> Duration.between(NOON, next.due()).toHours())
                .containsExactly(1L, 4L, 12L, 12L);
    }

    @Test
    void a_new_change_during_a_recheck_takes_its_place() {
        Task recheck = task(bytes(1));
        Task change = Task.fresh(TaskSource.LIVE, event(Cause.NOTIFICATION, "e3", NOON.plusSeconds(1)), ORIGIN);

        Task joined = recheck.joinedBy(change);

        assertThat(joined.recheck()).isEmpty();
        assertThat(joined.event()).isEqualTo(change.event());
    }

    private Next after(UserState before, Task task, Settlement end) {
        return rechecks.after(before, task, end);
    }

    private static Recheck bytes(int number) {
        return new Recheck(Reason.BYTES_MAY_LAG, number, NOON);
    }

    private static Task task(Cause cause) {
        return Task.fresh(TaskSource.LIVE, event(cause, "e2", NOON.minusSeconds(1)), ORIGIN);
    }

    private static Task task(Recheck recheck) {
        return new Task(
                "ada",
                0,
                TaskSource.RETRY,
                event(Cause.SWEEP, "e2", NOON.minusSeconds(1)),
                ORIGIN,
                0,
                Optional.empty(),
                false,
                Optional.of(recheck),
                List.of());
    }

    private static PhotoEvent event(Cause cause, String etag, Instant detectedAt) {
        Data data = new Data(
                "ada@contoso.example", Optional.of(etag), Optional.empty(), Optional.empty(), cause, detectedAt);
        return PhotoEvent.detected(PhotoEvent.UPDATED, "ada", detectedAt, "before", data);
    }

    private static UserState nothing() {
        return known(SharePointState.UNKNOWN, Optional.empty());
    }

    private static UserState known(Settlement last) {
        return known(new SharePointState(Optional.of(last), true, List.of()), Optional.empty());
    }

    private static UserState known(Settlement last, Recheck pending) {
        FailureNote note = new FailureNote(FailureCode.RECHECK, "", NOON, NOON, Optional.empty(), Optional.empty());
        PendingRetry retry = new PendingRetry(
                event(Cause.SWEEP, "e2", NOON), 0, NOON.plusSeconds(120), note, ORIGIN, Optional.of(pending));
        return known(new SharePointState(Optional.of(last), true, List.of()), Optional.of(retry));
    }

    private static UserState known(SharePointState sharePointState, Optional<PendingRetry> retry) {
        return new UserStateBuilder().target(sharePointState).retry(retry).build();
    }

    private static Settlement withReason(Settlement end, String reason) {
        return SettlementBuilder.from(end).reason(reason).build();
    }

    private static Settlement end(State state, String etag, String sha256, Instant at) {
        return end(state, etag, sha256, at, "ours");
    }

    private static Settlement end(State state, String etag, String sha256, Instant at, String instance) {
        return new SettlementBuilder(state, "event of " + etag, at)
                .mediaEtag(etag)
                .sha256(sha256)
                .fileBaseName("files")
                .by(instance, instance + "-1")
                .build();
    }
}
