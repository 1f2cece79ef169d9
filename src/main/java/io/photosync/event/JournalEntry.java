package io.photosync.event;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One decision about a user: a record of {@code photosync-journal}, for operators who ask what happened and why. The
 * key is the user's id; nothing here names the user.
 *
 * @param event id of the photo event concerned
 * @param cause why the event was made
 * @param lane where the event went
 * @param attempt how often the event was tried, from 1
 * @param code of a failure or of a skip; what an operator asked for
 * @param detail one line for operators
 * @param by the operator who decided, as in the audit trail
 */
public record JournalEntry(
        Instant at,
        Decision decision,
        Optional<String> event,
        Optional<PhotoEvent.Cause> cause,
        Optional<String> lane,
        Optional<String> mediaEtag,
        Optional<Integer> attempt,
        Optional<String> code,
        Optional<String> detail,
        Optional<String> by) {
    /** A failure's message may be a page of HTML; a history of a thousand of them must stay readable. */
    private static final int LONGEST_DETAIL = 300;

    private static final int LONGEST_WORD = 120;

    public enum Decision {
        /** A change was seen, and its event put into a lane. */
        PUBLISHED,
        /** Exchange said for the first time that the photo is gone. */
        SUSPECTED,
        /** A guard keeps the change from SharePoint until an operator decides. */
        HELD,
        /** An operator released what was held. */
        RELEASED,
        /** An operator decided against what was held. */
        REFUSED,
        /** An operator asked for something: {@code code} says what. */
        REQUESTED,
        SYNCED,
        UNCHANGED,
        REMOVED,
        SKIPPED,
        /** An attempt failed and will be retried. */
        RETRIED,
        /** Nothing failed, and the user will be checked once more. */
        RECHECKED,
        DEAD_LETTERED,
        DISCARDED,
        /** Exchange and SharePoint were compared end to end, and differ. */
        DIFFERED
    }

    public JournalEntry {
        Fields.require("journal entry", "at", at);
        Fields.require("journal entry", "decision", decision);
        event = shortened(event, LONGEST_WORD);
        mediaEtag = shortened(mediaEtag, LONGEST_WORD);
        code = shortened(code, LONGEST_WORD);
        detail = shortened(detail, LONGEST_DETAIL);
        by = shortened(by, LONGEST_WORD);
    }

    /** A decision without further data. */
    public static JournalEntry of(Decision decision, Instant at, String detail) {
        return entry(at, decision, draft -> draft.detail = Optional.of(detail));
    }

    /** An operator's decision. */
    public static JournalEntry ofOperator(
            Decision decision, Instant at, String by, Optional<String> code, Optional<String> reason) {
        return entry(at, decision, draft -> {
            draft.code = code;
            draft.detail = reason;
            draft.by = Optional.of(by);
        });
    }

    public static JournalEntry published(Lane lane, PhotoEvent photo) {
        PhotoEvent.Data data = photo.data();
        return entry(data.detectedAt(), Decision.PUBLISHED, draft -> {
            draft.event = Optional.of(photo.id());
            draft.cause = Optional.of(data.cause());
            draft.lane = Optional.of(lane.topic());
            draft.mediaEtag = data.mediaEtag();
            draft.detail = photo.removal() ? Optional.of("no photo any more") : Optional.empty();
        });
    }

    /** The decision that a record on another topic implies; empty if it decides nothing about the user. */
    public static Optional<JournalEntry> impliedBy(Object record) {
        return switch (record) {
            case Settlement end -> settled(end);
            // A photo that is about to be decoded has not failed yet.
            case PendingRetry retry when retry.decoding().isPresent() -> Optional.empty();
            case PendingRetry retry -> Optional.of(retried(retry));
            default -> Optional.empty();
        };
    }

    /** Empty for a record that was no photo event: its key is a position, not a user. */
    public static Optional<JournalEntry> deadLettered(DeadLetter letter) {
        return Optional.of(letter.note())
                .filter(note -> note.code() != FailureCode.EVENT_UNREADABLE)
                .map(note ->
                        failed(Decision.DEAD_LETTERED, note, letter.attempts(), Optional.empty(), Optional.empty()));
    }

    private static JournalEntry retried(PendingRetry retry) {
        String detail = "again at %s: %s".formatted(retry.dueAt(), retry.note().detail());
        return failed(
                retry.recheck().isPresent() ? Decision.RECHECKED : Decision.RETRIED,
                retry.note(),
                retry.attempts(),
                Optional.of(retry.event().id()),
                Optional.of(detail));
    }

    private static JournalEntry failed(
            Decision decision, FailureNote note, int attempts, Optional<String> event, Optional<String> detail) {
        return entry(note.lastAt(), decision, draft -> {
            draft.event = event;
            draft.attempt = Optional.of(attempts);
            draft.code = Optional.of(note.code().name());
            draft.detail = Optional.of(detail.orElse(note.detail()));
        });
    }

    private static Optional<JournalEntry> settled(Settlement end) {
        return switch (end.state()) {
            case SYNCED -> Optional.of(ended(Decision.SYNCED, end));
            case UNCHANGED -> Optional.of(ended(Decision.UNCHANGED, end));
            case REMOVED -> Optional.of(ended(Decision.REMOVED, end));
            case SKIPPED -> Optional.of(ended(end.heldPhoto().isPresent() ? Decision.HELD : Decision.SKIPPED, end));
            case DISCARDED -> Optional.of(ended(Decision.DISCARDED, end));
            // The dead letter has its own, fuller entry; an attempt that starts has decided nothing.
            case DEAD_LETTERED, WRITING -> Optional.empty();
        };
    }

    private static JournalEntry ended(Decision decision, Settlement end) {
        boolean skipped = end.state() == Settlement.State.SKIPPED;
        return entry(end.at(), decision, draft -> {
            draft.event = Optional.of(end.eventId());
            draft.mediaEtag = end.mediaEtag();
            draft.attempt = Optional.of(end.attempt());
            draft.code = end.reason().filter(code -> skipped);
            draft.detail = end.reason().filter(words -> !skipped);
        });
    }

    private static JournalEntry entry(Instant at, Decision decision, Consumer<Draft> fields) {
        Draft draft = new Draft();
        fields.accept(draft);
        return draft.entry(at, decision);
    }

    private static Optional<String> shortened(Optional<String> text, int longest) {
        return text.map(words -> FailureNote.shortened(words, longest));
    }

    /** What a decision may have, by name instead of by position. */
    private static final class Draft {
        private Optional<String> event = Optional.empty();
        private Optional<PhotoEvent.Cause> cause = Optional.empty();
        private Optional<String> lane = Optional.empty();
        private Optional<String> mediaEtag = Optional.empty();
        private Optional<Integer> attempt = Optional.empty();
        private Optional<String> code = Optional.empty();
        private Optional<String> detail = Optional.empty();
        private Optional<String> by = Optional.empty();

        private JournalEntry entry(Instant at, Decision decision) {
            return new JournalEntry(at, decision, event, cause, lane, mediaEtag, attempt, code, detail, by);
        }
    }
}
