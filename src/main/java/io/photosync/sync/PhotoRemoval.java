package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.FailureCode;
import io.photosync.event.Mode;
import io.photosync.event.Recheck;
import io.photosync.event.RemovalWindow;
import io.photosync.event.Settlement;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.sharepoint.PhotoFiles;
import io.photosync.sharepoint.ProfileRefusal;
import io.photosync.sync.Outcome.Evidence;
import io.photosync.sync.Outcome.Reason;
import io.photosync.sync.ProfilePhotoWriter.Deleted;
import io.photosync.sync.ProfilePhotoWriter.Present;
import io.photosync.sync.UserSync.Announcement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes down a picture that its user removed. It is down when the profile shows none and no file of the user's stands; profile
 * first, so that nobody is shown a link to a file that is gone.
 */
final class PhotoRemoval {
    private final ProfilePhotoWriter picture;
    private final TrustedLedger ledger;
    private final UserNameResolver name;
    private final RetrySchedule retrySchedule;
    private final Mode mode;
    private final RemovalWindow window;

    PhotoRemoval(
            ProfilePhotoWriter picture,
            TrustedLedger ledger,
            UserNameResolver name,
            RetrySchedule retrySchedule,
            Mode mode,
            RemovalWindow window) {
        this.picture = picture;
        this.ledger = ledger;
        this.name = name;
        this.retrySchedule = retrySchedule;
        this.mode = mode;
        this.window = window;
    }

    /** Exchange has no photo of the user. */
    Outcome absent(Attempt attempt, Announcement announcement)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        if (!attempt.task().event().removal()) {
            // One answer "no photo" is not a removal: detect asks twice and says so.
            return new Outcome.Skipped(Reason.NO_PHOTO);
        }
        Optional<Settlement> removed = ledger.certain(attempt).filter(end -> end.state() == Settlement.State.REMOVED);
        boolean filesLeft = removed.filter(Settlement::filesKept).isPresent();
        if (removed.isPresent() && !filesLeft) {
            return new Outcome.Removed(known(attempt).map(PhotoFiles::baseName));
        }
        if (mode == Mode.OBSERVE) {
            return new Outcome.Skipped(Reason.OBSERVE_ONLY);
        }
        if (filesLeft) {
            return deleted(attempt, known(attempt).stream().toList(), announcement);
        }
        if (tooOld(attempt)) {
            return new Outcome.Unconfirmed("the removal was confirmed more than " + window.validFor() + " ago");
        }
        Optional<Outcome> done = underAnyName(attempt, announcement);
        return done.isPresent() ? done.get() : withoutProfile(attempt, announcement);
    }

    /** A removal that waited, for a retry, a replay or a paused lane, says what was so then. */
    private boolean tooOld(Attempt attempt) {
        Task task = attempt.task();
        Instant confirmed = task.recheck()
                .filter(why -> why.reason() == Recheck.Reason.REMOVAL_AGED)
                .map(Recheck::since)
                .orElse(task.event().data().detectedAt());
        return confirmed.plus(window.validFor()).isBefore(attempt.startedAt());
    }

    private Optional<PhotoFiles> known(Attempt attempt) {
        return ledger.files(attempt, attempt.task().event().data().userPrincipalName());
    }

    private Optional<Outcome> underAnyName(Attempt attempt, Announcement announcement)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        try {
            return name.under(attempt, upn -> takeDown(attempt, upn, announcement));
        } catch (MicrosoftCallException e) {
            if (!e.failure().code().equals(ProfileRefusal.PROFILE_NOT_FOUND)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<Outcome> takeDown(Attempt attempt, String upn, Announcement announcement)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        Optional<Present> present = picture.present(attempt, upn);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        List<PhotoFiles> theirs = Stream.concat(Stream.of(present.get().files()), present.get().orphans().stream())
                .toList();
        announcement.writing(Optional.empty(), Optional.of(theirs.getFirst().baseName()));
        picture.hide(upn, attempt.ask());
        return Optional.of(ended(attempt, theirs, picture.delete(attempt, theirs)));
    }

    /**
     * No success: a name that SharePoint has not learnt yet, or a bad minute of its profiles, looks the same. At the end of the ladder
     * the files go all the same. Only who has left no trace at all has nothing to take down.
     */
    private Outcome withoutProfile(Attempt attempt, Announcement announcement)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        boolean last = retrySchedule.isLast(attempt.number());
        if (!last && ledger.of(attempt).target().fileBaseName().isPresent()) {
            return profileMissing(attempt);
        }
        List<PhotoFiles> theirs = known(attempt).stream().toList();
        if (last) {
            return deleted(attempt, theirs, announcement);
        }
        announcement.writing(Optional.empty(), Optional.of(base(attempt, theirs)));
        Deleted gone = picture.delete(attempt, theirs);
        boolean nothing = gone.deleted() == 0 && gone.kept().isEmpty();
        return nothing ? new Outcome.Removed(Optional.empty()) : profileMissing(attempt);
    }

    private static Outcome profileMissing(Attempt attempt) {
        String asked = attempt.task().event().data().userPrincipalName();
        return new Outcome.Retry(
                FailureCode.PROFILE_MISSING,
                Evidence.of("no profile of the user under " + asked + " to take the picture down from"),
                Optional.empty());
    }

    private Outcome deleted(Attempt attempt, List<PhotoFiles> theirs, Announcement announcement)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        announcement.writing(Optional.empty(), Optional.of(base(attempt, theirs)));
        return ended(attempt, theirs, picture.delete(attempt, theirs));
    }

    private static Outcome ended(Attempt attempt, List<PhotoFiles> theirs, Deleted gone) {
        String base = base(attempt, theirs);
        return gone.refusal().isPresent()
                ? new Outcome.FilesKept(base, gone.kept(), gone.refusal().get())
                : new Outcome.Removed(Optional.of(base));
    }

    private static String base(Attempt attempt, List<PhotoFiles> theirs) {
        return theirs.isEmpty()
                ? TrustedLedger.byId(attempt).baseName()
                : theirs.getFirst().baseName();
    }
}
