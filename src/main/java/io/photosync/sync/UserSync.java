package io.photosync.sync;

import io.photosync.budget.CallFailed;
import io.photosync.event.FailureCode;
import io.photosync.event.Mode;
import io.photosync.event.Recheck;
import io.photosync.event.RemovalWindow;
import io.photosync.event.Settlement;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.event.WrittenFiles;
import io.photosync.exchange.PhotoContent;
import io.photosync.exchange.Photos;
import io.photosync.ledger.Known;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.Scope;
import io.photosync.sync.Outcome.Evidence;
import io.photosync.sync.Outcome.Reason;
import io.photosync.sync.SharePointPicture.Present;
import io.photosync.thumbnail.Thumbnailer;
import io.photosync.thumbnail.Thumbnails;
import io.photosync.thumbnail.UnreadableImage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Brings one user's photo in SharePoint in step with Exchange. */
final class UserSync {
    private final Photos photos;
    private final Thumbnailer thumbnailer;
    private final SharePointPicture picture;
    private final Ledger ledger;
    private final CurrentName name;
    private final Scope scope;
    private final Mode mode;
    private final RemovalWindow window;

    UserSync(
            Photos photos,
            Thumbnailer thumbnailer,
            SharePointPicture picture,
            Ledger ledger,
            CurrentName name,
            Scope scope,
            Mode mode,
            RemovalWindow window) {
        this.photos = photos;
        this.thumbnailer = thumbnailer;
        this.picture = picture;
        this.ledger = ledger;
        this.name = name;
        this.scope = scope;
        this.mode = mode;
        this.window = window;
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
        if (!scope.covers(ledger.of(task.userId()))) {
            return new Outcome.Skipped(Reason.OUT_OF_SCOPE);
        }
        PhotoContent content = OnceMore.ask(() -> photos.content(task.userId(), attempt.ask()));
        return switch (content) {
            case PhotoContent.Bytes bytes -> show(attempt, bytes.bytes(), announcement);
            case PhotoContent.Absent absent -> absent(attempt, announcement);
            case PhotoContent.TooLarge(int limit) ->
                new Outcome.Rejected(
                        FailureCode.IMAGE_TOO_LARGE, Evidence.of("the photo has more than %d bytes".formatted(limit)));
            case PhotoContent.NoMailbox noMailbox -> new Outcome.Skipped(Reason.NO_MAILBOX);
            case PhotoContent.UserGone gone -> new Outcome.Skipped(Reason.USER_GONE);
        };
    }

    private Outcome show(Attempt attempt, byte[] photo, Announcement announcement)
            throws CallFailed, InterruptedException, NotWritten {
        String sha256 = sha256(photo);
        Optional<Settlement> same = certain(attempt)
                .or(() -> writtenOnceMore(attempt))
                .filter(end -> end.sha256().equals(Optional.of(sha256)));
        if (same.isPresent()) {
            return new Outcome.Unchanged(
                    sha256,
                    same.get().fileBaseName().orElse(attempt.task().userId()),
                    same.get().files());
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
        String event = attempt.task().event().data().userPrincipalName();
        return name.under(attempt, upn -> write(attempt, upn, sha256, thumbnails, announcement))
                .orElseGet(() -> new Outcome.Retry(
                        FailureCode.PROFILE_MISSING, Evidence.of("no profile for " + event), Optional.empty()));
    }

    private Optional<Outcome> write(
            Attempt attempt, String upn, String sha256, Thumbnails thumbnails, Announcement announcement)
            throws CallFailed, InterruptedException, NotWritten {
        Optional<Present> present = present(attempt, upn);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        String base = present.get().files().baseName();
        announcement.writing(Optional.of(sha256), Optional.of(base));
        WrittenFiles answered = picture.show(upn, present.get(), thumbnails, attempt.ask());
        return Optional.of(new Outcome.Synced(sha256, base, believed(answered, thumbnails, attempt)));
    }

    private WrittenFiles believed(WrittenFiles answered, Thumbnails sent, Attempt attempt) {
        Optional<WrittenFiles> before =
                ledger.of(attempt.task().userId()).target().last().flatMap(Settlement::files);
        return answered.believed(
                new WrittenFiles.Sent(sent.small().length, sent.medium().length, sent.large().length),
                before,
                attempt.startedAt());
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
        Optional<Settlement> removed = certain(attempt).filter(end -> end.state() == Settlement.State.REMOVED);
        if (removed.isPresent()) {
            return new Outcome.Removed(removed.get().fileBaseName());
        }
        if (mode == Mode.OBSERVE) {
            return new Outcome.Skipped(Reason.OBSERVE_ONLY);
        }
        if (tooOld(attempt)) {
            return new Outcome.Unconfirmed("the removal was confirmed more than " + window.validFor() + " ago");
        }
        return name.under(attempt, upn -> takeDown(attempt, upn, announcement))
                .orElseGet(() -> new Outcome.Removed(Optional.empty()));
    }

    private Optional<Outcome> takeDown(Attempt attempt, String upn, Announcement announcement)
            throws CallFailed, InterruptedException, NotWritten {
        Optional<Present> present = present(attempt, upn);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> base = Optional.of(present.get().files().baseName());
        announcement.writing(Optional.empty(), base);
        picture.takeDown(upn, present.get(), attempt.ask());
        return Optional.of(new Outcome.Removed(base));
    }

    private Optional<Present> present(Attempt attempt, String upn) throws CallFailed, InterruptedException {
        String user = attempt.task().userId();
        return picture.present(user, upn, ledger.of(user).target(), certain(attempt), attempt.ask());
    }

    /** What stands in SharePoint, unless somebody says that it does not and nobody has written it since they said so. */
    private Optional<Settlement> certain(Attempt attempt) {
        Optional<Settlement> certain =
                ledger.of(attempt.task().userId()).target().certain();
        return attempt.task().insists()
                ? certain.filter(end -> end.state() == Settlement.State.SYNCED).filter(end -> end.at()
                        .isAfter(attempt.task().event().data().detectedAt()))
                : certain;
    }

    /** What stands unless the other attempt that ran beside it spoilt it: that is mended once, when the other one must be over. */
    private Optional<Settlement> writtenOnceMore(Attempt attempt) {
        Known known = ledger.of(attempt.task().userId());
        return known.settled()
                .filter(end -> end.state() == Settlement.State.SYNCED || end.state() == Settlement.State.UNCHANGED)
                .filter(end -> Rechecks.comes(known, attempt.task()));
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

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
