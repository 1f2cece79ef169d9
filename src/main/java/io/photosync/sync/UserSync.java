package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.FailureCode;
import io.photosync.event.SkipReason;
import io.photosync.graph.PhotoContent;
import io.photosync.graph.Photos;
import io.photosync.kafka.WriteFailedException;
import io.photosync.sync.Outcome.Evidence;
import io.photosync.thumbnail.UnreadableImage;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Synchronizes one user: makes the photo in SharePoint the one that Exchange has now. */
@Singleton
final class UserSync {
    private final Eligibility eligibility;
    private final Photos photos;
    private final PhotoUpdate update;
    private final PhotoRemoval removal;

    UserSync(Eligibility eligibility, Photos photos, PhotoUpdate update, PhotoRemoval removal) {
        this.eligibility = eligibility;
        this.photos = photos;
        this.update = update;
        this.removal = removal;
    }

    /** Reads the photo as it is now. Of the event only one thing matters: whether it is a confirmed removal. */
    Outcome sync(Attempt attempt) throws MicrosoftCallException, InterruptedException, WriteFailedException {
        Optional<SkipReason> ineligible = eligibility.reasonToSkip(attempt);
        if (ineligible.isPresent()) {
            return new Outcome.Skipped(ineligible.get());
        }
        PhotoContent content = photos.content(attempt.task().userId(), attempt.callContext());
        return switch (content) {
            case PhotoContent.Bytes photo -> update(attempt, photo.bytes());
            case PhotoContent.Absent absent -> removal.apply(attempt);
            case PhotoContent.TooLarge(int limit) ->
                new Outcome.Rejected(
                        FailureCode.IMAGE_TOO_LARGE, Evidence.of("the photo has more than %d bytes".formatted(limit)));
            case PhotoContent.NoMailbox noMailbox -> new Outcome.Skipped(SkipReason.NO_MAILBOX);
            case PhotoContent.UserGone gone -> new Outcome.Skipped(SkipReason.USER_GONE);
        };
    }

    private Outcome update(Attempt attempt, byte[] photo)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        try {
            return update.apply(attempt, photo);
        } catch (UnreadableImage e) {
            return switch (e.code()) {
                // Exchange's own placeholder: the user has no photo.
                case PLACEHOLDER -> removal.apply(attempt);
                case TOO_LARGE -> new Outcome.Rejected(FailureCode.IMAGE_TOO_LARGE, Evidence.of(e.getMessage()));
                case NOT_AN_IMAGE, UNSUPPORTED_FORMAT, TOO_SMALL, BROKEN ->
                    new Outcome.Rejected(FailureCode.IMAGE_UNREADABLE, Evidence.of(e.code() + ": " + e.getMessage()));
            };
        }
    }
}
