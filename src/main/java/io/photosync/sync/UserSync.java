package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.FailureCode;
import io.photosync.event.Mode;
import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import io.photosync.graph.PhotoContent;
import io.photosync.graph.Photos;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.masschange.MassChanges;
import io.photosync.sync.Outcome.Evidence;
import io.photosync.sync.Outcome.Reason;
import io.photosync.sync.ProfilePhotoWriter.Present;
import io.photosync.thumbnail.Thumbnails;
import io.photosync.thumbnail.UnreadableImage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Brings one user's photo in SharePoint in step with Exchange. */
final class UserSync {
    private final Photos photos;
    private final CountedDecoding decoding;
    private final MassChanges massChanges;
    private final ProfilePhotoWriter picture;
    private final PhotoRemoval photoRemoval;
    private final TrustedLedger ledger;
    private final UserNameResolver name;
    private final Eligibility eligibility;
    private final Mode mode;

    UserSync(
            Photos photos,
            CountedDecoding decoding,
            MassChanges massChanges,
            ProfilePhotoWriter picture,
            PhotoRemoval photoRemoval,
            TrustedLedger ledger,
            UserNameResolver name,
            Eligibility eligibility,
            Mode mode) {
        this.photos = photos;
        this.decoding = decoding;
        this.massChanges = massChanges;
        this.picture = picture;
        this.photoRemoval = photoRemoval;
        this.ledger = ledger;
        this.name = name;
        this.eligibility = eligibility;
        this.mode = mode;
    }

    /** Says that SharePoint is about to be written. */
    @FunctionalInterface
    interface Announcement {
        void writing(Optional<String> sha256, Optional<String> fileBaseName)
                throws InterruptedException, WriteFailedException;
    }

    /** Reads the photo as it is now; what the event saw is of no interest but for whether a removal was confirmed. */
    Outcome sync(Attempt attempt, Announcement announcement)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        Task task = attempt.task();
        Optional<Reason> why = eligibility.why(attempt);
        if (why.isPresent()) {
            return new Outcome.Skipped(why.get());
        }
        PhotoContent content = RepeatOnce.ask(() -> photos.content(task.userId(), attempt.ask()));
        return switch (content) {
            case PhotoContent.Bytes bytes -> show(attempt, bytes.bytes(), announcement);
            case PhotoContent.Absent absent -> photoRemoval.absent(attempt, announcement);
            case PhotoContent.TooLarge(int limit) ->
                new Outcome.Rejected(
                        FailureCode.IMAGE_TOO_LARGE, Evidence.of("the photo has more than %d bytes".formatted(limit)));
            case PhotoContent.NoMailbox noMailbox -> new Outcome.Skipped(Reason.NO_MAILBOX);
            case PhotoContent.UserGone gone -> new Outcome.Skipped(Reason.USER_GONE);
        };
    }

    private Outcome show(Attempt attempt, byte[] photo, Announcement announcement)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        String sha256 = sha256(photo);
        Optional<Outcome> unchanged = unchanged(attempt, sha256);
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        Optional<String> refusal = decoding.refusal(attempt, sha256);
        if (refusal.isPresent()) {
            return new Outcome.Rejected(FailureCode.IMAGE_UNREADABLE, Evidence.of(refusal.get()));
        }
        Thumbnails thumbnails;
        try {
            thumbnails = decoding.make(attempt, photo, sha256);
        } catch (UnreadableImage e) {
            return unreadable(attempt, e, announcement);
        }
        if (mode == Mode.OBSERVE) {
            return new Outcome.Skipped(Reason.OBSERVE_ONLY);
        }
        if (massChanges.judge(attempt.task().userId(), sha256) == MassChanges.Verdict.HELD) {
            return new Outcome.Held(sha256);
        }
        String event = attempt.task().event().data().userPrincipalName();
        return name.under(attempt, upn -> write(attempt, upn, sha256, thumbnails, announcement))
                .orElseGet(() -> new Outcome.Retry(
                        FailureCode.PROFILE_MISSING,
                        Evidence.of("no profile of the user under " + event),
                        Optional.empty()));
    }

    /** What stands in files that are not the user's own does not stand for them. */
    private Optional<Outcome> unchanged(Attempt attempt, String sha256) {
        String name = attempt.task().event().data().userPrincipalName();
        return ledger.certain(attempt)
                .or(() -> ledger.writtenOnceMore(attempt))
                .filter(end -> end.sha256().equals(Optional.of(sha256)))
                .flatMap(end -> ledger.own(
                                attempt,
                                name,
                                end.fileBaseName().orElse(attempt.task().userId()))
                        .map(files -> new Outcome.Unchanged(sha256, files.baseName(), end.files())));
    }

    private Optional<Outcome> write(
            Attempt attempt, String upn, String sha256, Thumbnails thumbnails, Announcement announcement)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        Optional<Present> present = picture.present(attempt, upn);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        String base = present.get().files().baseName();
        announcement.writing(Optional.of(sha256), Optional.of(base));
        WrittenFiles answered = picture.show(upn, present.get(), thumbnails, attempt.ask());
        return Optional.of(new Outcome.Synced(sha256, base, believed(answered, thumbnails, attempt)));
    }

    private WrittenFiles believed(WrittenFiles answered, Thumbnails sent, Attempt attempt) {
        Optional<WrittenFiles> before = ledger.of(attempt).target().last().flatMap(Settlement::files);
        return answered.believed(
                new WrittenFiles.Sent(sent.small().length, sent.medium().length, sent.large().length),
                before,
                attempt.startedAt());
    }

    private Outcome unreadable(Attempt attempt, UnreadableImage e, Announcement announcement)
            throws MicrosoftCallException, InterruptedException, WriteFailedException {
        return switch (e.code()) {
            case PLACEHOLDER -> photoRemoval.absent(attempt, announcement);
            case TOO_LARGE -> new Outcome.Rejected(FailureCode.IMAGE_TOO_LARGE, Evidence.of(e.getMessage()));
            case NOT_AN_IMAGE, UNSUPPORTED_FORMAT, TOO_SMALL, BROKEN ->
                new Outcome.Rejected(FailureCode.IMAGE_UNREADABLE, Evidence.of(e.code() + ": " + e.getMessage()));
        };
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
