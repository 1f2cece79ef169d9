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
 * Which users are checked again although nothing failed, and when. Exchange has several stores and front ends: one may
 * return a new ETag while another still serves the old bytes, and no later event would correct that. Two processes may
 * also write one user's photo concurrently, if one of them has lost Kafka but not SharePoint. A recheck costs one
 * request to Graph, and none to SharePoint if nothing changed.
 */
final class Rechecks {
    /** The other attempt's deadline must have passed on its own clock, too. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final List<Duration> bytes;
    private final List<Duration> profile;
    private final Duration confirmAfter;
    private final Duration keptFiles;

    /**
     * @param bytes the waits before each recheck of a photo whose bytes may have been old
     * @param profile the waits before each recheck of a missing profile; the last one repeats
     * @param confirmAfter between two answers "no photo"
     * @param keptFiles the wait before the deletion of files that SharePoint keeps is retried
     */
    Rechecks(List<Duration> bytes, List<Duration> profile, Duration confirmAfter, Duration keptFiles) {
        this.bytes = List.copyOf(bytes);
        this.profile = List.copyOf(profile);
        this.confirmAfter = confirmAfter;
        this.keptFiles = keptFiles;
    }

    /** The waits that follow a retry schedule: 1 h, 4 h and 12 h if its last step is an hour. */
    static List<Duration> slowly(List<Duration> schedule) {
        Duration last = schedule.isEmpty() ? Duration.ofHours(1) : schedule.getLast();
        return List.of(last, last.multipliedBy(4), last.multipliedBy(12));
    }

    /** What follows a settlement. */
    sealed interface Next {
        /** Nothing; a pending recheck is resolved. */
        record Nothing() implements Next {}

        /** The recheck that is pending already stays. */
        record AsPending() implements Next {}

        record At(Recheck recheck, Instant due) implements Next {}
    }

    /**
     * @param before the state before that settlement
     * @param end the settlement that is about to be recorded
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

    /** The next recheck of a missing profile; they continue until it exists or an operator discards the letter. */
    Next.At profileAfter(Optional<Recheck> before, Instant now) {
        int number = before.filter(why -> why.reason() == Reason.PROFILE_MISSING)
                        .map(Recheck::number)
                        .orElse(0)
                + 1;
        Duration wait = profile.get(Math.min(number, profile.size()) - 1);
        return new Next.At(new Recheck(Reason.PROFILE_MISSING, number, now), now.plus(wait));
    }

    /**
     * A removal whose answers are too old is confirmed by two new ones: the one just received, and one after the usual
     * wait.
     */
    Next.At removalAfter(Instant now) {
        return new Next.At(new Recheck(Reason.REMOVAL_AGED, 1, now), now.plus(confirmAfter));
    }

    /** SharePoint shows the remaining files to no user. Their deletion is retried until it succeeds. */
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
        boolean anotherEtag = end.mediaEtag().isPresent() && !end.mediaEtag().equals(settled);
        return anotherEtag ? bytes(1, end) : asPending(before);
    }

    /** Bytes that differ from the previous ones are the new ones, unless two changes came in close succession. */
    private Next synced(UserState before, Task task, Settlement end) {
        if (task.recheck().isPresent()) {
            return later(task, end);
        }
        if (!justNoticed(task.event(), end)) {
            return asPending(before);
        }
        Optional<Settlement> last = before.settled();
        boolean anotherEtag = last.filter(settled -> settled.mediaEtag().equals(end.mediaEtag()))
                .isEmpty();
        Optional<String> bytesBefore = last.flatMap(Settlement::sha256);
        boolean otherBytes = bytesBefore
                .filter(sha -> !end.sha256().equals(Optional.of(sha)))
                .isPresent();
        boolean soonAfter = last.filter(
                        settled -> settled.at().isAfter(end.startedAt().minus(lag())))
                .isPresent();
        return anotherEtag && (!otherBytes || soonAfter) ? bytes(1, end) : asPending(before);
    }

    /** "No photo" may be the old state, too: of a user who had none before. */
    private Next skipped(Task task, Settlement end) {
        if (!end.skipped(SkipReason.NO_PHOTO) || task.event().removal()) {
            return new Next.Nothing();
        }
        return task.isRecheck(Reason.BYTES_MAY_LAG)
                ? later(task, end)
                : justNoticed(task.event(), end) ? bytes(1, end) : new Next.Nothing();
    }

    /** Whether the change was made a moment ago. The time of a photo in a first fill is unknown. */
    private boolean justNoticed(PhotoEvent event, Settlement end) {
        boolean change =
                switch (event.data().cause()) {
                    case NOTIFICATION, SWEEP -> !event.removal();
                    case FIRST_FILL, REPAIR, REPLAY, REQUEST -> false;
                };
        return change && event.data().detectedAt().plus(lag()).isAfter(end.startedAt());
    }

    /** Bytes that are read this long after a change was detected are the new ones. */
    private Duration lag() {
        return bytes.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private Next later(Task task, Settlement end) {
        int next =
                switch (task.recheck().orElseThrow().reason()) {
                    case BYTES_MAY_LAG -> task.recheck().get().number() + 1;
                    // That recheck was at least as late as the first one would be.
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

    /** Whether a pending recheck will write the photo again soon, so that nothing need be written now. */
    static boolean comes(UserState userState, Task task) {
        return task.recheck().isEmpty() && !task.forced() && pending(userState, Reason.OVERLAPPED);
    }

    /** The pending retry that carries the recheck. */
    static PendingRetry record(Task task, Next.At next, FailureNote note) {
        return new PendingRetry(
                task.event(), task.failedBefore(), next.due(), note, task.origin(), Optional.of(next.recheck()));
    }
}
