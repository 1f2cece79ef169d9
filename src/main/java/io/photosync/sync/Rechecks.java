package io.photosync.sync;

import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Recheck;
import io.photosync.event.Recheck.Reason;
import io.photosync.event.Settlement;
import io.photosync.event.SkipReason;
import io.photosync.ledger.UserState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who is looked at once more though nothing failed, and when. Exchange has several stores and front ends: one may tell of a new ETag
 * while another still serves the old bytes, and then nothing would ever ask again. And two processes may write one user's photo at the
 * same time, when one of them has lost Kafka but not SharePoint. A recheck costs one request to Graph, and none to SharePoint where all
 * is as it was.
 */
final class Rechecks {
    /** So that the other attempt's deadline has passed on its own clock, too. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final List<Duration> bytes;
    private final List<Duration> profile;
    private final Duration confirmAfter;
    private final Duration keptFiles;

    /**
     * @param bytes the waits before each further look at a photo whose bytes may have been old
     * @param profile the waits before each further look for a profile that is missing; the last one repeats
     * @param confirmAfter between two answers "no photo"
     * @param keptFiles the wait before files that SharePoint does not let go are tried again
     */
    Rechecks(List<Duration> bytes, List<Duration> profile, Duration confirmAfter, Duration keptFiles) {
        this.bytes = List.copyOf(bytes);
        this.profile = List.copyOf(profile);
        this.confirmAfter = confirmAfter;
        this.keptFiles = keptFiles;
    }

    /** What comes after a ladder: 1 h, 4 h and 12 h where its last step is an hour. */
    static List<Duration> slowly(List<Duration> ladder) {
        Duration last = ladder.isEmpty() ? Duration.ofHours(1) : ladder.getLast();
        return List.of(last, last.multipliedBy(4), last.multipliedBy(12));
    }

    /** What is to follow an end. */
    sealed interface Next {
        /** Nothing; what is pending is resolved. */
        record Nothing() implements Next {}

        /** The recheck that is pending already. */
        record AsPending() implements Next {}

        record At(Recheck recheck, Instant due) implements Next {}
    }

    /**
     * @param before what was known before that end
     * @param end as it is about to be recorded
     */
    Next after(UserState before, Task task, Settlement end) {
        return switch (end.state()) {
            case SYNCED -> overlapped(before, end).orElseGet(() -> synced(before, task, end));
            case REMOVED -> overlapped(before, end).orElseGet(() -> removed(task, end));
            case UNCHANGED -> unchanged(before, task, end);
            case SKIPPED -> skipped(task, end);
            case WRITING, DEAD_LETTERED, DISCARDED -> new Next.Nothing();
        };
    }

    /** The next look for a profile; these go on until there is one, or an operator decides otherwise. */
    Next.At profileAfter(Optional<Recheck> before, Instant now) {
        int number = before.filter(why -> why.reason() == Reason.PROFILE_MISSING)
                        .map(Recheck::number)
                        .orElse(0)
                + 1;
        Duration wait = profile.get(Math.min(number, profile.size()) - 1);
        return new Next.At(new Recheck(Reason.PROFILE_MISSING, number, now), now.plus(wait));
    }

    /** A removal whose answers are too old is confirmed by two new ones: the one just given, and one as much later as ever. */
    Next.At removalAfter(Instant now) {
        return new Next.At(new Recheck(Reason.REMOVAL_AGED, 1, now), now.plus(confirmAfter));
    }

    /** Nobody is shown the files that are left: they are tried again until they go. */
    private Next removed(Task task, Settlement end) {
        if (!end.filesKept()) {
            return new Next.Nothing();
        }
        int number = task.recheck()
                        .filter(why -> why.reason() == Reason.FILES_KEPT)
                        .map(Recheck::number)
                        .orElse(0)
                + 1;
        return new Next.At(
                new Recheck(Reason.FILES_KEPT, number, end.at()), end.at().plus(keptFiles));
    }

    private static Optional<Next> overlapped(UserState before, Settlement end) {
        return before.target()
                .overlap(end)
                .map(over -> over.isAfter(end.at()) ? over : end.at())
                .map(due -> new Next.At(new Recheck(Reason.OVERLAPPED, 1, end.at()), due.plus(MARGIN)));
    }

    private Next unchanged(UserState before, Task task, Settlement end) {
        if (task.recheck().isPresent()) {
            return later(task, end);
        }
        if (pending(before, Reason.OVERLAPPED)) {
            return new Next.AsPending();
        }
        Optional<String> settled = before.settled().flatMap(Settlement::mediaEtag);
        boolean another = end.mediaEtag().isPresent() && !end.mediaEtag().equals(settled);
        return another ? bytes(1, end) : asPending(before);
    }

    /** Bytes that are known to be others than before are the new ones, unless two changes came in close succession. */
    private Next synced(UserState before, Task task, Settlement end) {
        if (task.recheck().isPresent()) {
            return later(task, end);
        }
        if (!justNoticed(task.event(), end)) {
            return asPending(before);
        }
        Optional<Settlement> last = before.settled();
        boolean another = last.filter(settled -> settled.mediaEtag().equals(end.mediaEtag()))
                .isEmpty();
        Optional<String> bytesBefore = last.flatMap(Settlement::sha256);
        boolean others = bytesBefore
                .filter(sha -> !end.sha256().equals(Optional.of(sha)))
                .isPresent();
        boolean soonAfter = last.filter(
                        settled -> settled.at().isAfter(end.startedAt().minus(lag())))
                .isPresent();
        return another && (!others || soonAfter) ? bytes(1, end) : asPending(before);
    }

    /** "None" may be the old bytes, too: of somebody who had no photo. */
    private Next skipped(Task task, Settlement end) {
        if (!end.skipped(SkipReason.NO_PHOTO) || task.event().removal()) {
            return new Next.Nothing();
        }
        return task.isRecheck(Reason.BYTES_MAY_LAG)
                ? later(task, end)
                : justNoticed(task.event(), end) ? bytes(1, end) : new Next.Nothing();
    }

    /** A change that somebody made a moment ago; of a first fill nobody knows when. */
    private boolean justNoticed(PhotoEvent event, Settlement end) {
        boolean change =
                switch (event.data().cause()) {
                    case NOTIFICATION, SWEEP -> !event.removal();
                    case FIRST_FILL, REPAIR, REPLAY, REQUEST -> false;
                };
        return change && event.data().detectedAt().plus(lag()).isAfter(end.startedAt());
    }

    /** Bytes that are read so long after a change was noticed are believed. */
    private Duration lag() {
        return bytes.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private Next later(Task task, Settlement end) {
        int next =
                switch (task.recheck().orElseThrow().reason()) {
                    case BYTES_MAY_LAG -> task.recheck().get().number() + 1;
                    // That was at least as late as a first look.
                    case OVERLAPPED -> 2;
                    case PROFILE_MISSING, REMOVAL_AGED, FILES_KEPT -> bytes.size() + 1;
                };
        return bytes(next, end);
    }

    private Next bytes(int number, Settlement end) {
        return number > bytes.size()
                ? new Next.Nothing()
                : new Next.At(
                        new Recheck(Reason.BYTES_MAY_LAG, number, end.at()),
                        end.at().plus(bytes.get(number - 1)));
    }

    private static Next asPending(UserState before) {
        return pending(before, Reason.BYTES_MAY_LAG) || pending(before, Reason.OVERLAPPED)
                ? new Next.AsPending()
                : new Next.Nothing();
    }

    private static boolean pending(UserState before, Reason reason) {
        return before.retry().filter(retry -> retry.isRecheck(reason)).isPresent();
    }

    /** Whether what was written last is written once more soon, so that nothing need be written now. */
    static boolean comes(UserState userState, Task task) {
        return task.recheck().isEmpty() && !task.insists() && pending(userState, Reason.OVERLAPPED);
    }

    /** The record that has the user looked at again. */
    static PendingRetry record(Task task, Next.At next, FailureNote note) {
        return new PendingRetry(
                task.event(), task.failedBefore(), next.due(), note, task.origin(), Optional.of(next.recheck()));
    }
}
