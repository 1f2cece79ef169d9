package io.photosync.deadletter;

import io.photosync.event.PhotoEvent;
import io.photosync.event.Recheck;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.By;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Closes dead letters without a sync. */
@ApplicationScoped
public class Discards {
    static final int AT_MOST = 1_000;
    /** Recorded as the instance: operators write nothing to SharePoint. */
    private static final String INSTANCE = "operator";

    private static final Logger LOG = Logger.getLogger(Discards.class);

    private final DeadLetters letters;
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    public Discards(DeadLetters letters, Ledger ledger, LedgerWriter writer, Clock clock) {
        this.letters = letters;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    public DiscardPlan plan(Selection selection, Seen seen) {
        Instant now = clock.instant();
        return DiscardPlan.of(letters.select(selection), seen, AT_MOST, now);
    }

    /**
     * @return number of discarded letters: those still at the planned offset
     * @throws PartiallyCompletedException when Kafka stopped accepting records
     */
    public int apply(DiscardPlan plan, String reason) throws PartiallyCompletedException, InterruptedException {
        int done = 0;
        for (OpenDeadLetter openDeadLetter : plan.letters()) {
            try {
                done += discard(openDeadLetter, reason) ? 1 : 0;
            } catch (WriteFailedException e) {
                throw new PartiallyCompletedException(
                        "discarded", done, plan.letters().size(), e);
            }
        }
        return done;
    }

    /**
     * Writes the settlement first: a tombstone without it would look like a lost dead letter, and detect would publish
     * the photo again. For the same reason a letter written between the check and the tombstone loses its record, but
     * not its user.
     */
    private boolean discard(OpenDeadLetter openDeadLetter, String reason)
            throws WriteFailedException, InterruptedException {
        long offset = openDeadLetter.open().offset();
        boolean unchanged = ledger.letter(openDeadLetter.key())
                .filter(open -> open.offset() == offset)
                .isPresent();
        if (!unchanged) {
            return false;
        }
        Optional<PhotoEvent> event = openDeadLetter.event();
        if (event.isPresent()) {
            Settlement end = settlement(openDeadLetter.open(), event.get(), reason);
            writer.write(Topic.PHOTO_SETTLED, openDeadLetter.key(), end);
        }
        if (ledger.of(openDeadLetter.key())
                .retry()
                .filter(retry -> retry.isRecheck(Recheck.Reason.PROFILE_MISSING))
                .isPresent()) {
            writer.erase(Topic.PHOTO_UPDATED_RETRY, openDeadLetter.key());
        }
        writer.erase(Topic.PHOTO_UPDATED_DLQ, openDeadLetter.key());
        LOG.infof(
                "discarded user=%s code=%s offset=%d",
                openDeadLetter.key(), openDeadLetter.note().code(), offset);
        return true;
    }

    /** Settles what was known when the letter was written, not a later event. */
    private Settlement settlement(DeadLetterRecord open, PhotoEvent event, String reason) {
        By operator = By.decision(INSTANCE, open.attempts(), open.note().lastAt());
        return Settlement.of(Settlement.State.DISCARDED, event, operator, clock.instant())
                .named(ledger.of(open.key()).target().fileBaseName())
                .because("dead letter at offset %d: %s".formatted(open.offset(), reason));
    }
}
