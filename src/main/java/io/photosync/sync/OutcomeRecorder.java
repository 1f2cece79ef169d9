package io.photosync.sync;

import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.Recheck;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.By;
import io.photosync.event.SkipReason;
import io.photosync.event.WrittenFiles;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.UserState;
import io.photosync.sync.Rechecks.Next;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Records the outcome of an attempt in Kafka. Returns only when the fold of this replica has what was written, so that
 * the user's next attempt sees it.
 */
@Singleton
final class OutcomeRecorder implements WriteMarker {
    private static final Logger LOG = Logger.getLogger(OutcomeRecorder.class);

    private final LedgerWriter writer;
    private final Ledger ledger;
    private final RetrySchedule retrySchedule;
    private final Rechecks rechecks;
    private final Clock clock;
    private final UncertainLetters uncertainLetters = new UncertainLetters();

    OutcomeRecorder(LedgerWriter writer, Ledger ledger, RetrySchedule retrySchedule, Rechecks rechecks, Clock clock) {
        this.writer = writer;
        this.ledger = ledger;
        this.retrySchedule = retrySchedule;
        this.rechecks = rechecks;
        this.clock = clock;
    }

    @Override
    public void mark(Attempt attempt, Optional<String> sha256, Optional<String> fileBaseName)
            throws InterruptedException, WriteFailedException {
        writer.writeFollowed(
                Topic.PHOTO_SETTLED,
                attempt.task().userId(),
                settlement(attempt, Settlement.State.WRITING).with(sha256, fileBaseName, Optional.empty()));
    }

    /** @return what follows for the event */
    Disposition record(Attempt attempt, Outcome outcome) throws InterruptedException, WriteFailedException {
        return switch (outcome) {
            case Outcome.Settled settled -> settled(attempt, settled);
            case Outcome.Unconfirmed(String detail) -> confirmAgain(attempt);
            case Outcome.Retry retry -> retry(attempt, retry);
            case Outcome.Rejected rejected -> deadLetter(attempt, note(attempt, rejected.code(), rejected.evidence()));
            case Outcome.Deferred deferred -> Disposition.WAITS;
        };
    }

    private Disposition settled(Attempt attempt, Outcome.Settled outcome)
            throws InterruptedException, WriteFailedException {
        Task task = attempt.task();
        UserState userState = ledger.of(task.userId());
        Settlement settlement =
                settlementOf(attempt, outcome, userState.target().fileBaseName());
        Next next = rechecks.after(userState, task, settlement);
        if (next instanceof Next.At at) {
            // First: if the process is killed before the settlement is written, the recheck still comes.
            schedule(
                    task,
                    at,
                    outcome instanceof Outcome.FilesKept kept ? filesKept(attempt, kept) : recheckNote(task, at));
        }
        writer.write(Topic.PHOTO_SETTLED, task.userId(), settlement);
        if (settlement.state() != Settlement.State.SKIPPED) {
            resolveLetter(userState, task.userId());
        }
        if (next instanceof Next.Nothing) {
            // Last, like a record's offset: if the process is killed before this, the retry still comes.
            resolveRetry(userState, task.userId());
        }
        return Disposition.SETTLED;
    }

    /** @param base the name of the user's files until now; a skipped user keeps it */
    private Settlement settlementOf(Attempt attempt, Outcome.Settled outcome, Optional<String> base) {
        return switch (outcome) {
            case Outcome.Synced(String sha, String file, WrittenFiles files, String profile) ->
                withPhoto(attempt, Settlement.State.SYNCED, sha, file, Optional.of(files))
                        .shownBy(Optional.of(profile));
            case Outcome.Unchanged(String sha, String file, Optional<WrittenFiles> files, Optional<String> profile) ->
                withPhoto(attempt, Settlement.State.UNCHANGED, sha, file, files).shownBy(profile);
            case Outcome.Removed(Optional<String> file, boolean wrote) ->
                settlement(attempt, Settlement.State.REMOVED).named(file);
            case Outcome.FilesKept kept ->
                settlement(attempt, Settlement.State.REMOVED)
                        .named(Optional.of(kept.fileBaseName()))
                        .because(FailureCode.FILES_KEPT.name());
            case Outcome.Held(String sha) ->
                settlement(attempt, Settlement.State.SKIPPED)
                        .with(Optional.of(sha), base, Optional.empty())
                        .because(SkipReason.MASS_CHANGE_HELD.name());
            case Outcome.Skipped(SkipReason reason) ->
                settlement(attempt, Settlement.State.SKIPPED).named(base).because(reason.name());
        };
    }

    private FailureNote filesKept(Attempt attempt, Outcome.FilesKept kept) {
        String detail = "%s: %s".formatted(String.join(", ", kept.files()), kept.refusal());
        Optional<Integer> status = Optional.of(kept.refusal().status());
        return note(
                attempt,
                FailureCode.FILES_KEPT,
                new Outcome.Evidence(detail, status, kept.refusal().requestId()));
    }

    private FailureNote recheckNote(Task task, Next.At next) {
        Instant now = clock.instant();
        return new FailureNote(
                FailureCode.RECHECK,
                next.recheck().reason().description(),
                task.firstFailedAt().orElse(now),
                now,
                Optional.empty(),
                Optional.empty());
    }

    private void schedule(Task task, Next.At next, FailureNote note) throws InterruptedException, WriteFailedException {
        writer.write(Topic.PHOTO_UPDATED_RETRY, task.userId(), Rechecks.record(task, next, note));
        LOG.infof(
                "recheck scheduled user=%s reason=%s number=%d due=%s",
                task.userId(), next.recheck().reason(), next.recheck().number(), next.due());
    }

    private Disposition confirmAgain(Attempt attempt) throws InterruptedException, WriteFailedException {
        Next.At at = rechecks.removalAfter(clock.instant());
        schedule(attempt.task(), at, recheckNote(attempt.task(), at));
        return Disposition.RETRIED;
    }

    private Disposition retry(Attempt attempt, Outcome.Retry retry) throws InterruptedException, WriteFailedException {
        FailureNote note = note(attempt, retry.code(), retry.evidence());
        if (attempt.task().isRecheck(Recheck.Reason.PROFILE_MISSING)) {
            return stillMissing(attempt.task(), note);
        }
        Optional<Duration> wait = retrySchedule.waitAfter(attempt.number(), retry.notBefore());
        if (wait.isEmpty()) {
            return deadLetter(attempt, note);
        }
        Task task = attempt.task();
        PendingRetry pending =
                new PendingRetry(task.event(), attempt.number(), note.lastAt().plus(wait.get()), note, task.origin());
        writer.write(Topic.PHOTO_UPDATED_RETRY, task.userId(), pending);
        return Disposition.RETRIED;
    }

    private Disposition deadLetter(Attempt attempt, FailureNote note)
            throws InterruptedException, WriteFailedException {
        Task task = attempt.task();
        UserState userState = ledger.of(task.userId());
        if (userState.letter().filter(open -> isOf(open, attempt, note)).isEmpty()) {
            DeadLetter letter = new DeadLetter(EventJson.write(task.event()), note, attempt.number(), task.origin());
            uncertainLetters.add(task.userId());
            writer.writeDeadLetter(task.userId(), letter);
            uncertainLetters.remove(task.userId());
        }
        Settlement settlement = settlement(attempt, Settlement.State.DEAD_LETTERED)
                .named(userState.target().fileBaseName())
                .because(note.code().name());
        writer.write(Topic.PHOTO_SETTLED, task.userId(), settlement);
        if (note.code() == FailureCode.PROFILE_MISSING) {
            schedule(task, rechecks.profileAfter(Optional.empty(), clock.instant()), note);
        } else {
            resolveRetry(userState, task.userId());
        }
        return Disposition.DEAD_LETTERED;
    }

    /** Kafka took the letter before, but not what follows from it, and the attempt was repeated. */
    private static boolean isOf(DeadLetterRecord open, Attempt attempt, FailureNote note) {
        return open.event()
                        .filter(event ->
                                event.id().equals(attempt.task().event().id()))
                        .isPresent()
                && open.attempts() == attempt.number()
                && open.note().code() == note.code();
    }

    /** The dead letter stays until the profile exists, or an operator closes it. */
    private Disposition stillMissing(Task task, FailureNote note) throws InterruptedException, WriteFailedException {
        UserState userState = ledger.of(task.userId());
        if (userState.letter().isPresent()) {
            schedule(task, rechecks.profileAfter(task.recheck(), clock.instant()), note);
        } else {
            resolveRetry(userState, task.userId());
        }
        return Disposition.RETRIED;
    }

    private void resolveLetter(UserState userState, String user) throws InterruptedException, WriteFailedException {
        if (userState.letter().isPresent() || uncertainLetters.contains(user)) {
            writer.erase(Topic.PHOTO_UPDATED_DLQ, user);
            uncertainLetters.remove(user);
        }
    }

    private void resolveRetry(UserState userState, String user) throws InterruptedException, WriteFailedException {
        if (userState.retry().isPresent()) {
            writer.erase(Topic.PHOTO_UPDATED_RETRY, user);
        }
    }

    private FailureNote note(Attempt attempt, FailureCode code, Outcome.Evidence evidence) {
        Instant now = clock.instant();
        return new FailureNote(
                code,
                evidence.detail(),
                attempt.task().firstFailedAt().orElse(now),
                now,
                evidence.httpStatus(),
                evidence.requestId());
    }

    private Settlement withPhoto(
            Attempt attempt, Settlement.State state, String sha256, String fileBaseName, Optional<WrittenFiles> files) {
        return settlement(attempt, state).with(Optional.of(sha256), Optional.of(fileBaseName), files);
    }

    /** Of that attempt; with nothing written yet, and no reason. */
    private Settlement settlement(Attempt attempt, Settlement.State state) {
        By by = new By(attempt.instance(), attempt.id(), attempt.number(), attempt.startedAt());
        return Settlement.of(state, attempt.task().event(), by, clock.instant());
    }
}
