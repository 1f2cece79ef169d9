package io.photosync.sync;

import io.photosync.call.MicrosoftCallException;
import io.photosync.event.FailureCode;
import io.photosync.event.SkipReason;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Mode;
import io.photosync.ledger.ModeSettings;
import io.photosync.masschange.MassChanges;
import io.photosync.sync.Outcome.Evidence;
import io.photosync.thumbnail.Thumbnails;
import io.photosync.thumbnail.UnreadableImage;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Decides whether a photo that Exchange has is written to SharePoint, and has it written. */
@Singleton
final class PhotoUpdate {
    private final TrustedLedger ledger;
    private final CountedDecoding decoding;
    private final MassChanges massChanges;
    private final PhotoUpload upload;
    private final Mode mode;

    PhotoUpdate(
            TrustedLedger ledger,
            CountedDecoding decoding,
            MassChanges massChanges,
            PhotoUpload upload,
            ModeSettings settings) {
        this.ledger = ledger;
        this.decoding = decoding;
        this.massChanges = massChanges;
        this.upload = upload;
        this.mode = settings.mode();
    }

    /** @throws UnreadableImage when no thumbnails can be made of the photo; nothing was written then */
    Outcome apply(Attempt attempt, byte[] photo)
            throws UnreadableImage, MicrosoftCallException, InterruptedException, WriteFailedException {
        String sha256 = sha256(photo);
        Optional<Outcome> unchanged = unchanged(attempt, sha256);
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        Optional<String> refusal = decoding.refusal(attempt, sha256);
        if (refusal.isPresent()) {
            return new Outcome.Rejected(FailureCode.IMAGE_UNREADABLE, Evidence.of(refusal.get()));
        }
        Thumbnails thumbnails = decoding.make(attempt, photo, sha256);
        if (mode == Mode.OBSERVE) {
            return new Outcome.Skipped(SkipReason.OBSERVE_ONLY);
        }
        if (massChanges.decide(attempt.task().userId(), sha256) == MassChanges.Verdict.HELD) {
            return new Outcome.Held(sha256);
        }
        return upload.apply(attempt, sha256, thumbnails);
    }

    /** Files that are not the user's own do not count, whatever they contain. */
    private Optional<Outcome> unchanged(Attempt attempt, String sha256) {
        String name = attempt.task().event().data().userPrincipalName();
        return ledger.confirmed(attempt)
                .or(() -> ledger.kept(attempt))
                .or(() -> ledger.writtenOnceMore(attempt))
                .filter(settled -> settled.sha256().equals(Optional.of(sha256)))
                .flatMap(settled -> ledger.own(
                                attempt,
                                name,
                                settled.fileBaseName().orElse(attempt.task().userId()))
                        .map(files -> new Outcome.Unchanged(
                                sha256, files.baseName(), settled.files(), ledger.knownProfile(attempt, settled))));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
