package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.FailureCode;
import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import io.photosync.kafka.WriteFailedException;
import io.photosync.sync.Outcome.Evidence;
import io.photosync.thumbnail.Thumbnails;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Writes a user's photo to SharePoint: marker first, then files and profile. */
@Singleton
final class PhotoUpload {
    private final UserNameResolver names;
    private final ProfilePhotoWriter photoWriter;
    private final WriteMarker marker;
    private final TrustedLedger ledger;

    PhotoUpload(UserNameResolver names, ProfilePhotoWriter photoWriter, WriteMarker marker, TrustedLedger ledger) {
        this.names = names;
        this.photoWriter = photoWriter;
        this.marker = marker;
        this.ledger = ledger;
    }

    /** @return {@code Synced}, or a retry where the user has no profile yet */
    Outcome apply(Attempt attempt, String sha256, Thumbnails thumbnails)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        String eventName = attempt.task().event().data().userPrincipalName();
        return names.underEachName(attempt, name -> write(attempt, name, sha256, thumbnails))
                .orElseGet(() -> new Outcome.Retry(
                        FailureCode.PROFILE_MISSING,
                        Evidence.of("no profile of the user under " + eventName),
                        Optional.empty()));
    }

    private Optional<Outcome> write(Attempt attempt, String userPrincipalName, String sha256, Thumbnails thumbnails)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        Optional<ProfilePhotoState> state = photoWriter.state(attempt, userPrincipalName);
        if (state.isEmpty()) {
            return Optional.empty();
        }
        String base = state.get().files().baseName();
        marker.mark(attempt, Optional.of(sha256), Optional.of(base));
        WrittenFiles reported = photoWriter.show(userPrincipalName, state.get(), thumbnails, attempt.callContext());
        return Optional.of(
                new Outcome.Synced(sha256, base, believed(reported, thumbnails, attempt), userPrincipalName));
    }

    private WrittenFiles believed(WrittenFiles reported, Thumbnails sent, Attempt attempt) {
        Optional<WrittenFiles> before = ledger.of(attempt).target().last().flatMap(Settlement::files);
        return reported.believed(
                new WrittenFiles.Sent(sent.small().length, sent.medium().length, sent.large().length),
                before,
                attempt.startedAt());
    }
}
