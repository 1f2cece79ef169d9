package io.photosync.ledger;

import io.photosync.event.DeadLetter;
import io.photosync.event.FailureNote;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RecordPosition;
import io.photosync.event.UnreadableRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * An unresolved dead letter. A record that is no event stays in the topic for later inspection.
 *
 * @param key of its record: the user id, or the position of the unreadable event
 * @param event absent if the record was no photo event
 * @param attempts how often it was tried
 * @param origin its first position
 * @param partition of the letter, in the dead-letter topic; {@code offset} likewise: a discard names the offset that it
 *     saw
 */
public record DeadLetterRecord(
        String key,
        Optional<PhotoEvent> event,
        FailureNote note,
        int attempts,
        RecordPosition origin,
        int partition,
        long offset) {

    public DeadLetterRecord(String key, DeadLetter letter, int partition, long offset) {
        this(key, event(letter), letter.note(), letter.attempts(), letter.origin(), partition, offset);
    }

    /**
     * The same, unless a wrong or fast clock dated the failure into the future: an event published now would count as
     * one from before it, and no moment of looking as one from after it.
     */
    DeadLetterRecord notAfter(Instant now) {
        if (!note.lastAt().isAfter(now)) {
            return this;
        }
        Instant first = note.firstAt().isAfter(now) ? now : note.firstAt();
        FailureNote bounded =
                new FailureNote(note.code(), note.detail(), first, now, note.httpStatus(), note.requestId());
        return new DeadLetterRecord(key, event, bounded, attempts, origin, partition, offset);
    }

    private static Optional<PhotoEvent> event(DeadLetter letter) {
        try {
            return Optional.of(letter.event());
        } catch (UnreadableRecord e) {
            return Optional.empty();
        }
    }
}
