package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.Recheck;
import io.photosync.event.Settlement;
import io.photosync.event.SkipReason;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Mode;
import io.photosync.ledger.ModeSettings;
import io.photosync.ledger.RemovalWindow;
import io.photosync.sharepoint.PhotoFiles;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Decides what follows from an Exchange that has no photo of a user. */
@Singleton
final class PhotoRemoval {
    private final TrustedLedger ledger;
    private final PhotoTakedown takedown;
    private final Mode mode;
    private final RemovalWindow window;

    PhotoRemoval(TrustedLedger ledger, PhotoTakedown takedown, ModeSettings settings, RemovalWindow window) {
        this.ledger = ledger;
        this.takedown = takedown;
        this.mode = settings.mode();
        this.window = window;
    }

    Outcome apply(Attempt attempt) throws MicrosoftCallException, InterruptedException, WriteFailedException {
        if (!attempt.task().event().removal()) {
            // A single "no photo" is not a removal: detect asks twice and then publishes a removal event.
            return new Outcome.Skipped(SkipReason.NO_PHOTO);
        }
        Optional<Settlement> removed =
                ledger.confirmed(attempt).filter(settled -> settled.state() == Settlement.State.REMOVED);
        boolean filesLeft = removed.filter(Settlement::filesKept).isPresent();
        if (removed.isPresent() && !filesLeft) {
            return Outcome.Removed.before(ledger.recordedFiles(attempt).map(PhotoFiles::baseName));
        }
        if (mode == Mode.OBSERVE) {
            return new Outcome.Skipped(SkipReason.OBSERVE_ONLY);
        }
        if (filesLeft) {
            return takedown.deleteFiles(attempt);
        }
        if (tooOld(attempt)) {
            return new Outcome.Unconfirmed("the removal was confirmed more than " + window.validFor() + " ago");
        }
        return takedown.apply(attempt);
    }

    /** A removal that waited for a retry, a replay or a paused lane was confirmed before that wait. */
    private boolean tooOld(Attempt attempt) {
        Task task = attempt.task();
        Instant confirmed = task.recheck()
                .filter(recheck -> recheck.reason() == Recheck.Reason.REMOVAL_AGED)
                .map(Recheck::since)
                .orElse(task.event().data().detectedAt());
        return confirmed.plus(window.validFor()).isBefore(attempt.startedAt());
    }
}
