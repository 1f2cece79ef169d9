package io.photosync.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An event that will be retried: because it failed, or because its outcome is uncertain.
 *
 * @param attempts number of failed attempts
 * @param dueAt not before
 * @param note of the failure; of {@link FailureCode#RECHECK} if nothing failed
 * @param recheck why it is repeated though nothing failed; absent if something did
 * @param decoding the photo that was about to be decoded when this was written; absent if none was
 */
public record PendingRetry(
        PhotoEvent event,
        int attempts,
        Instant dueAt,
        FailureNote note,
        RecordPosition origin,
        Optional<Recheck> recheck,
        Optional<Decoding> decoding) {

    public PendingRetry(
            PhotoEvent event,
            int attempts,
            Instant dueAt,
            FailureNote note,
            RecordPosition origin,
            Optional<Recheck> recheck) {
        this(event, attempts, dueAt, note, origin, recheck, Optional.empty());
    }

    public PendingRetry {
        Fields.require("pending retry", "event", event);
        Fields.require("pending retry", "dueAt", dueAt);
        Fields.require("pending retry", "note", note);
        Fields.require("pending retry", "origin", origin);
    }

    /** After a failure. */
    public PendingRetry(PhotoEvent event, int attempts, Instant dueAt, FailureNote note, RecordPosition origin) {
        this(event, attempts, dueAt, note, origin, Optional.empty());
    }

    /**
     * The same, unless a wrong clock dated it into the future: then due as long after now as it was meant to be after
     * then.
     */
    public PendingRetry notAfter(Instant now) {
        Duration ahead = Duration.between(now, note.lastAt());
        return ahead.isPositive()
                ? new PendingRetry(event, attempts, dueAt.minus(ahead), note, origin, recheck, decoding)
                : this;
    }

    public boolean isRecheck(Recheck.Reason reason) {
        return recheck.filter(why -> why.reason() == reason).isPresent();
    }

    /** Whether the event has not been carried out yet; a recheck mostly follows one that was. */
    public boolean unfinished() {
        return recheck.isEmpty() || isRecheck(Recheck.Reason.REMOVAL_AGED);
    }
}
