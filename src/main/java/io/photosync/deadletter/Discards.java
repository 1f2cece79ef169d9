package io.photosync.deadletter;

import io.photosync.event.PhotoEvent;
import io.photosync.event.Recheck;
import io.photosync.event.Settlement;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.OpenLetter;
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
    public int carryOut(DiscardPlan plan, String reason) throws StoppedHalfway, InterruptedException {
        int done = 0;
        for (Letter letter : plan.letters()) {
            try {
                done += discard(letter, reason) ? 1 : 0;
            } catch (NotWritten e) {
                throw new StoppedHalfway("discarded", done, plan.letters().size(), e);
            }
        }
        return done;
    }

    /**
     * The settlement goes first: a null without it would look like a dead letter that was lost, and detect would publish anew. A
     * letter that is written in the moment between the look and the null loses its record, not its user, for the same reason.
     */
    private boolean discard(Letter letter, String reason) throws NotWritten, InterruptedException {
        long offset = letter.open().offset();
        boolean asSeen = ledger.letter(letter.key())
                .filter(open -> open.offset() == offset)
                .isPresent();
        if (!asSeen) {
            return false;
        }
        Optional<PhotoEvent> event = letter.event();
        if (event.isPresent()) {
            Settlement end = settlement(letter.open(), event.get(), reason);
            ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, letter.key(), end));
        }
        if (ledger.of(letter.key())
                .retry()
                .filter(retry -> retry.isRecheck(Recheck.Reason.PROFILE_MISSING))
                .isPresent()) {
            ledger.awaitFolded(writer.erase(Topic.PHOTO_UPDATED_RETRY, letter.key()));
        }
        ledger.awaitFolded(writer.erase(Topic.PHOTO_UPDATED_DLQ, letter.key()));
        LOG.infof(
                "discarded user=%s code=%s offset=%d",
                letter.key(), letter.note().code(), offset);
        return true;
    }

    /** It ends what was known when the letter was written, not an event that has come since. */
    private Settlement settlement(OpenLetter open, PhotoEvent event, String reason) {
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
