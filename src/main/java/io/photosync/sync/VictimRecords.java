package io.photosync.sync;

import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RecordPosition;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.UserState;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reverts what was written for one user whom an outage failed. */
final class VictimRecords {
    private static final Logger LOG = Logger.getLogger(VictimRecords.class);

    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    VictimRecords(Ledger ledger, LedgerWriter writer, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** A user whom an outage failed. */
    record Victim(String userId, Instant failedAt) {}

    /**
     * @param until the end of the outage, or now: what fails later is the user's own failure
     * @return whether it is done; false while a record of the failed attempt is still to come
     */
    boolean reverted(Victim victim, Instant until) throws InterruptedException, WriteFailedException {
        UserState userState = ledger.of(victim.userId());
        Optional<DeadLetterRecord> letter = userState.letter().filter(open -> within(victim, until, open.note()));
        if (letter.isPresent()) {
            return settledForGood(userState) && reverted(victim.userId(), letter.get());
        }
        Optional<PendingRetry> retry = userState
                .retry()
                .filter(pending -> pending.decoding().isEmpty())
                .filter(pending -> within(victim, until, pending.note()));
        if (retry.isPresent()) {
            retryNow(
                    victim.userId(),
                    retry.get().event(),
                    retry.get().attempts(),
                    retry.get().note(),
                    retry.get().origin());
        }
        return retry.isPresent();
    }

    private boolean reverted(String user, DeadLetterRecord letter) throws InterruptedException, WriteFailedException {
        if (letter.event().isEmpty()) {
            return true; // An unreadable record failed for another reason.
        }
        FailureNote note = letter.note();
        retryNow(user, letter.event().get(), letter.attempts(), note, letter.origin());
        if (ledger.letter(user).filter(open -> open.offset() == letter.offset()).isPresent()) {
            writer.erase(Topic.PHOTO_UPDATED_DLQ, user);
        }
        LOG.infof("dead letter reverted to a retry user=%s code=%s attempt=%d", user, note.code(), letter.attempts());
        return true;
    }

    private void retryNow(String user, PhotoEvent event, int attempts, FailureNote note, RecordPosition recordPosition)
            throws InterruptedException, WriteFailedException {
        PendingRetry retry = new PendingRetry(event, Math.max(0, attempts - 1), clock.instant(), note, recordPosition);
        writer.write(Topic.PHOTO_UPDATED_RETRY, user, retry);
    }

    /**
     * The attempt that dead-letters an event resolves its retry last, and would resolve a new one written before that.
     */
    private static boolean settledForGood(UserState userState) {
        return userState.retry().isEmpty()
                && userState
                        .settled()
                        .filter(end -> end.state() == Settlement.State.DEAD_LETTERED)
                        .isPresent();
    }

    private static boolean within(Victim victim, Instant until, FailureNote note) {
        return !note.lastAt().isBefore(victim.failedAt()) && !note.lastAt().isAfter(until);
    }
}
