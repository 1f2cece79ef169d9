package io.photosync.sync;

import io.photosync.event.Decoding;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.thumbnail.Thumbnailer;
import io.photosync.thumbnail.Thumbnailer.HeldDecoder;
import io.photosync.thumbnail.Thumbnails;
import io.photosync.thumbnail.UnreadableImage;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes thumbnails so that no photo crashes more than one process. An attempt that ends with its process is not
 * counted, and the next replica would decode the same photo; so before a large image is decoded that is recorded, as
 * the user's retry, and afterwards the former retry is restored. Recorded are only those that have a decoder: a process
 * that ends leaves no record of those that wait. Photos of the usual size cost no record.
 */
@Singleton
final class CountedDecoding {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Thumbnailer thumbnailer;
    private final LedgerWriter writer;
    private final Ledger ledger;
    private final Clock clock;

    CountedDecoding(Thumbnailer thumbnailer, LedgerWriter writer, Ledger ledger, Clock clock) {
        this.thumbnailer = thumbnailer;
        this.writer = writer;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Waits while another process may still be decoding the photo: one that only lost its partition is done soon, and
     * restores the former retry.
     *
     * @return why the photo is not decoded: another process started to and never finished
     */
    Optional<String> refusal(Attempt attempt, String sha256) throws InterruptedException {
        Optional<PendingRetry> mark = markOfAnother(attempt, sha256);
        while (mark.filter(other -> mayGoOn(other, attempt)).isPresent()) {
            Thread.sleep(POLL);
            mark = markOfAnother(attempt, sha256);
        }
        return mark.flatMap(PendingRetry::decoding)
                .map(started -> "process %s ended while it decoded this photo; a replay has it decoded once more"
                        .formatted(started.instance()));
    }

    private Optional<PendingRetry> markOfAnother(Attempt attempt, String sha256) {
        return ledger.of(attempt.task().userId()).retry().filter(retry -> retry.decoding()
                .filter(started -> started.sha256().equals(sha256))
                .filter(started -> !started.instance().equals(attempt.instance()))
                .isPresent());
    }

    private boolean mayGoOn(PendingRetry mark, Attempt attempt) {
        Instant now = clock.instant();
        return now.isBefore(mark.dueAt()) && now.isBefore(attempt.deadline());
    }

    Thumbnails make(Attempt attempt, byte[] photo, String sha256)
            throws UnreadableImage, InterruptedException, WriteFailedException {
        if (!thumbnailer.takesMuch(photo)) {
            return thumbnailer.make(photo);
        }
        String user = attempt.task().userId();
        try (HeldDecoder decoder = thumbnailer.hold(photo)) {
            Optional<PendingRetry> before =
                    ledger.of(user).retry().filter(retry -> retry.decoding().isEmpty());
            try {
                writer.write(Topic.PHOTO_UPDATED_RETRY, user, mark(attempt, sha256));
                return decoder.thumbnails();
            } finally {
                // Whether or not we heard that Kafka has the mark.
                restore(user, before);
            }
        }
    }

    /** Due when this attempt must be over. */
    private static PendingRetry mark(Attempt attempt, String sha256) {
        Task task = attempt.task();
        FailureNote note = new FailureNote(
                FailureCode.UNEXPECTED,
                "the process ended while it decoded the photo",
                task.firstFailedAt().orElse(attempt.startedAt()),
                attempt.startedAt(),
                Optional.empty(),
                Optional.empty());
        return new PendingRetry(
                task.event(),
                attempt.number(),
                attempt.deadline(),
                note,
                task.origin(),
                task.recheck(),
                Optional.of(new Decoding(attempt.instance(), sha256)));
    }

    /** Bypasses the journal, which has this retry already. */
    private void restore(String user, Optional<PendingRetry> before) throws InterruptedException, WriteFailedException {
        byte[] value = before.map(EventJson::write).orElse(null);
        writer.awaitFolded(Topic.PHOTO_UPDATED_RETRY, List.of(writer.send(Topic.PHOTO_UPDATED_RETRY, user, value)));
    }
}
