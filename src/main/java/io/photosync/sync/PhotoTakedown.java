package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.FailureCode;
import io.photosync.kafka.WriteFailedException;
import io.photosync.sharepoint.PhotoFiles;
import io.photosync.sharepoint.ProfileRefusal;
import io.photosync.sync.Outcome.Evidence;
import io.photosync.sync.ProfilePhotoWriter.Deleted;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes a photo down. It is down when the profile shows none and no file of the user is left. The profile comes first,
 * so that it never links to a file that is gone.
 */
@Singleton
final class PhotoTakedown {
    private final ProfilePhotoWriter photoWriter;
    private final TrustedLedger ledger;
    private final UserNameResolver names;
    private final RetrySchedule retrySchedule;
    private final WriteMarker marker;

    PhotoTakedown(
            ProfilePhotoWriter photoWriter,
            TrustedLedger ledger,
            UserNameResolver names,
            RetrySchedule retrySchedule,
            WriteMarker marker) {
        this.photoWriter = photoWriter;
        this.ledger = ledger;
        this.names = names;
        this.retrySchedule = retrySchedule;
        this.marker = marker;
    }

    /** Profile and files. */
    Outcome apply(Attempt attempt) throws MicrosoftCallException, InterruptedException, WriteFailedException {
        Optional<Outcome> done = underAnyName(attempt);
        return done.isPresent() ? done.get() : withoutProfile(attempt);
    }

    /** The files alone: the profile shows no photo any more, or there is none. */
    Outcome deleteFiles(Attempt attempt) throws MicrosoftCallException, InterruptedException, WriteFailedException {
        List<PhotoFiles> files = recordedFiles(attempt);
        marker.mark(attempt, Optional.empty(), Optional.of(baseName(attempt, files)));
        return outcome(attempt, files, photoWriter.delete(attempt, files));
    }

    private Optional<Outcome> underAnyName(Attempt attempt)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        try {
            return names.underEachName(attempt, name -> hideAndDelete(attempt, name));
        } catch (MicrosoftCallException e) {
            if (!e.failure().code().equals(ProfileRefusal.PROFILE_NOT_FOUND)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<Outcome> hideAndDelete(Attempt attempt, String userPrincipalName)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        Optional<ProfilePhotoState> state = photoWriter.state(attempt, userPrincipalName);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        List<PhotoFiles> files = Stream.concat(Stream.of(state.get().files()), state.get().orphans().stream())
                .toList();
        marker.mark(attempt, Optional.empty(), Optional.of(files.getFirst().baseName()));
        photoWriter.hide(userPrincipalName, attempt.callContext());
        return Optional.of(outcome(attempt, files, photoWriter.delete(attempt, files)));
    }

    /**
     * No success: a name that SharePoint has not learnt yet, or a brief failure of its profile service, looks the same.
     * The last attempt deletes the files anyway. Only a user without any files has nothing to take down.
     */
    private Outcome withoutProfile(Attempt attempt)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        if (retrySchedule.isLast(attempt.number())) {
            return deleteFiles(attempt);
        }
        if (ledger.of(attempt).target().fileBaseName().isPresent()) {
            return profileMissing(attempt);
        }
        List<PhotoFiles> files = recordedFiles(attempt);
        marker.mark(attempt, Optional.empty(), Optional.of(baseName(attempt, files)));
        Deleted result = photoWriter.delete(attempt, files);
        boolean nothing = result.deleted() == 0 && result.kept().isEmpty();
        return nothing ? Outcome.Removed.now(Optional.empty()) : profileMissing(attempt);
    }

    private static Outcome profileMissing(Attempt attempt) {
        String name = attempt.task().event().data().userPrincipalName();
        return new Outcome.Retry(
                FailureCode.PROFILE_MISSING,
                Evidence.of("no profile of the user under " + name + " to take the picture down from"),
                Optional.empty());
    }

    private List<PhotoFiles> recordedFiles(Attempt attempt) {
        return ledger.recordedFiles(attempt).stream().toList();
    }

    private static Outcome outcome(Attempt attempt, List<PhotoFiles> files, Deleted result) {
        String base = baseName(attempt, files);
        return result.refusal().isPresent()
                ? new Outcome.FilesKept(base, result.kept(), result.refusal().get())
                : Outcome.Removed.now(Optional.of(base));
    }

    private static String baseName(Attempt attempt, List<PhotoFiles> files) {
        return files.isEmpty()
                ? TrustedLedger.byId(attempt).baseName()
                : files.getFirst().baseName();
    }
}
