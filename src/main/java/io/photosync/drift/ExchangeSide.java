package io.photosync.drift;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.graph.PhotoContent;
import io.photosync.graph.Photos;
import io.photosync.thumbnail.Fingerprinter;
import io.photosync.thumbnail.PictureFingerprint;
import io.photosync.thumbnail.Thumbnailer;
import io.photosync.thumbnail.Thumbnails;
import io.photosync.thumbnail.UnreadableImage;
import jakarta.inject.Singleton;
import java.util.List;

/** What SharePoint should show: thumbnails of Exchange's current photo. */
@Singleton
final class ExchangeSide {
    private final Photos photos;
    private final Thumbnailer thumbnailer;
    private final Fingerprinter fingerprinter;

    ExchangeSide(Photos photos, Thumbnailer thumbnailer, Fingerprinter fingerprinter) {
        this.photos = photos;
        this.thumbnailer = thumbnailer;
        this.fingerprinter = fingerprinter;
    }

    /** The photo, or the reason why there is nothing to compare with. */
    sealed interface Photo {

        /** @param sizes small, medium, large */
        record Shows(List<PictureFingerprint> sizes) implements Photo {}

        record None() implements Photo {}

        /** What SharePoint should show is not known. */
        record Unknown(String why) implements Photo {}
    }

    /** Sends one request. */
    Photo read(String userId, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return switch (content(userId, callContext)) {
            case PhotoContent.Bytes photo -> shows(photo.bytes());
            case PhotoContent.Absent absent -> new Photo.None();
            case PhotoContent.TooLarge(int limit) ->
                new Photo.Unknown("Exchange's photo has more than %d bytes".formatted(limit));
            case PhotoContent.NoMailbox noMailbox -> new Photo.Unknown("the user has no mailbox");
            case PhotoContent.UserGone gone -> new Photo.Unknown("the user is gone");
        };
    }

    /** The photo itself. Sends one request. */
    PhotoContent content(String userId, CallContext callContext) throws MicrosoftCallException, InterruptedException {
        return photos.content(userId, callContext);
    }

    private Photo shows(byte[] photo) throws InterruptedException {
        try {
            Thumbnails made = thumbnailer.make(photo);
            return new Photo.Shows(List.of(
                    fingerprinter.of(made.small()), fingerprinter.of(made.medium()), fingerprinter.of(made.large())));
        } catch (UnreadableImage e) {
            return e.code() == UnreadableImage.Code.PLACEHOLDER
                    ? new Photo.None()
                    : new Photo.Unknown("Exchange's photo cannot be read: " + e.getMessage());
        }
    }
}
