package io.photosync.sync;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.event.FailureCode;
import io.photosync.event.Settlement;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.PhotoContent;
import io.photosync.exchange.Photos;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.Target;
import io.photosync.sync.Outcome.Evidence;
import io.photosync.sync.Outcome.Reason;
import io.photosync.sync.SharePointPicture.Present;
import io.photosync.thumbnail.Thumbnailer;
import io.photosync.thumbnail.Thumbnails;
import io.photosync.thumbnail.UnreadableImage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Brings one user's photo in SharePoint in step with Exchange. */
final class UserSync {
    private final Photos photos;
    private final Thumbnailer thumbnailer;
    private final SharePointPicture picture;
    private final Ledger ledger;
    private final Mode mode;

    UserSync(Photos photos, Thumbnailer thumbnailer, SharePointPicture picture, Ledger ledger, Mode mode) {
        this.photos = photos;
        this.thumbnailer = thumbnailer;
        this.picture = picture;
        this.ledger = ledger;
        this.mode = mode;
    }

    /** Says that SharePoint is about to be written. */
    @FunctionalInterface
    interface Announcement {
        void writing(Optional<String> sha256, Optional<String> fileBaseName) throws InterruptedException, NotWritten;
    }

    /** Reads the photo as it is now; what the event saw is of no interest but for whether a removal was confirmed. */
    Outcome sync(Attempt attempt, Announcement announcement) throws CallFailed, InterruptedException, NotWritten {
        Task task = attempt.task();
        if (task.event().data().userPrincipalName().contains("#EXT#")) {
            return new Outcome.Skipped(Reason.GUEST);
        }
        PhotoContent content = OnceMore.ask(() -> photos.content(task.userId(), attempt.ask()));
        return switch (content) {
            case PhotoContent.Bytes bytes -> show(attempt, bytes.bytes(), announcement);
            case PhotoContent.Absent absent -> absent(attempt, announcement);
            case PhotoContent.NoMailbox noMailbox -> new Outcome.Skipped(Reason.NO_MAILBOX);
            case PhotoContent.UserGone gone -> new Outcome.Skipped(Reason.USER_GONE);
        };
    }

    private Outcome show(Attempt attempt, byte[] photo, Announcement announcement)
            throws CallFailed, InterruptedException, NotWritten {
        String user = attempt.task().userId();
        String upn = attempt.task().event().data().userPrincipalName();
        Ask ask = attempt.ask();
        String sha256 = sha256(photo);
        Target target = ledger.of(user).target();
        Optional<Settlement> certain =
                target.certain().filter(end -> end.sha256().equals(Optional.of(sha256)));
        if (certain.isPresent()) {
            return new Outcome.Unchanged(sha256, certain.get().fileBaseName().orElse(user));
        }
        Thumbnails thumbnails;
        try {
            thumbnails = thumbnailer.make(photo);
        } catch (UnreadableImage e) {
            return unreadable(attempt, e, announcement);
        }
        if (mode == Mode.OBSERVE) {
            return new Outcome.Skipped(Reason.OBSERVE_ONLY);
        }
        Optional<Present> present = picture.present(user, upn, target, ask);
        if (present.isEmpty()) {
            return new Outcome.Retry(
                    FailureCode.PROFILE_MISSING, Evidence.of("no profile for " + upn), Optional.empty());
        }
        String base = present.get().files().baseName();
        announcement.writing(Optional.of(sha256), Optional.of(base));
        picture.show(upn, present.get(), thumbnails, ask);
        return new Outcome.Synced(sha256, base);
    }

    private Outcome unreadable(Attempt attempt, UnreadableImage e, Announcement announcement)
            throws CallFailed, InterruptedException, NotWritten {
        return switch (e.code()) {
            case PLACEHOLDER -> absent(attempt, announcement);
            case TOO_LARGE -> new Outcome.Rejected(FailureCode.IMAGE_TOO_LARGE, Evidence.of(e.getMessage()));
            case NOT_AN_IMAGE, UNSUPPORTED_FORMAT, BROKEN ->
                new Outcome.Rejected(FailureCode.IMAGE_UNREADABLE, Evidence.of(e.code() + ": " + e.getMessage()));
        };
    }

    private Outcome absent(Attempt attempt, Announcement announcement)
            throws CallFailed, InterruptedException, NotWritten {
        if (!attempt.task().event().removal()) {
            // One answer "no photo" is not a removal: detect asks twice and says so.
            return new Outcome.Skipped(Reason.NO_PHOTO);
        }
        String user = attempt.task().userId();
        Target target = ledger.of(user).target();
        Optional<Settlement> certain = target.certain().filter(end -> end.state() == Settlement.State.REMOVED);
        if (certain.isPresent()) {
            return new Outcome.Removed(certain.get().fileBaseName());
        }
        if (mode == Mode.OBSERVE) {
            return new Outcome.Skipped(Reason.OBSERVE_ONLY);
        }
        String upn = attempt.task().event().data().userPrincipalName();
        Optional<Present> present = picture.present(user, upn, target, attempt.ask());
        if (present.isEmpty()) {
            return new Outcome.Removed(Optional.empty());
        }
        Optional<String> base = Optional.of(present.get().files().baseName());
        announcement.writing(Optional.empty(), base);
        picture.takeDown(upn, present.get(), attempt.ask());
        return new Outcome.Removed(base);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
