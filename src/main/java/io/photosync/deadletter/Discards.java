package io.photosync.deadletter;

import io.photosync.event.PhotoEvent;
import io.photosync.event.Recheck;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Closes dead letters without another try. */
@ApplicationScoped
public class Discards {
    static final int AT_MOST = 1_000;
    /** Stands where a process of ours has its name: operators write nothing to SharePoint. */
    private static final String INSTANCE = "operator";

    private static final Logger LOG = Logger.getLogger(Discards.class);

    private final DeadLetters letters;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final Clock clock;

    public Discards(DeadLetters letters, Ledger ledger, TopicWriter writer, Clock clock) {
        this.letters = letters;
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** @param seen by name as in the selection, the offset of the letter that the operator looked at */
    public DiscardPlan plan(Selection selection, Map<String, Long> seen) {
        return DiscardPlan.of(letters.choose(selection), seen, AT_MOST);
    }

    /** @return how many were discarded: those that were still at the offset of the plan */
    public int carryOut(DiscardPlan plan, String reason) throws PartiallyCompletedException, InterruptedException {
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
     * The settlement goes first: a null without it would look like a dead letter that was lost, and detect would publish anew. A
     * letter that is written in the moment between the look and the null loses its record, not its user, for the same reason.
     */
    private boolean discard(OpenDeadLetter openDeadLetter, String reason)
            throws WriteFailedException, InterruptedException {
        long offset = openDeadLetter.open().offset();
        boolean asSeen = ledger.letter(openDeadLetter.key())
                .filter(open -> open.offset() == offset)
                .isPresent();
        if (!asSeen) {
            return false;
        }
        Optional<PhotoEvent> event = openDeadLetter.event();
        if (event.isPresent()) {
            Settlement end = settlement(openDeadLetter.open(), event.get(), reason);
            ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, openDeadLetter.key(), end));
        }
        if (ledger.of(openDeadLetter.key())
                .retry()
                .filter(retry -> retry.isRecheck(Recheck.Reason.PROFILE_MISSING))
                .isPresent()) {
            ledger.awaitFolded(writer.erase(Topic.PHOTO_UPDATED_RETRY, openDeadLetter.key()));
        }
        ledger.awaitFolded(writer.erase(Topic.PHOTO_UPDATED_DLQ, openDeadLetter.key()));
        LOG.infof(
                "discarded user=%s code=%s offset=%d",
                openDeadLetter.key(), openDeadLetter.note().code(), offset);
        return true;
    }

    /** It ends what was known when the letter was written, not an event that has come since. */
    private Settlement settlement(DeadLetterRecord open, PhotoEvent event, String reason) {
        return new Settlement(
                Settlement.State.DISCARDED,
                event.id(),
                event.data().mediaEtag(),
                Optional.empty(),
                ledger.of(open.key()).target().fileBaseName(),
                Optional.empty(),
                Optional.of("dead letter at offset %d: %s".formatted(open.offset(), reason)),
                INSTANCE,
                UUID.randomUUID().toString(),
                open.attempts(),
                open.note().lastAt(),
                clock.instant());
    }
}
