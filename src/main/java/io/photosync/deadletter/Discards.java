package io.photosync.deadletter;

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
import java.util.ArrayList;
import java.util.List;
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
        for (List<OpenDeadLetter> portion : Portions.of(plan.letters())) {
            try {
                done += discard(portion, reason);
            } catch (WriteFailedException e) {
                throw new PartiallyCompletedException(
                        "discarded", done, plan.letters().size(), e);
            }
        }
        return done;
    }

    /**
     * Writes the settlements first: a tombstone without it would look like a lost dead letter, and detect would publish
     * the photo again. For the same reason a letter written between the check and the tombstone loses its record, but
     * not its user. Each letter is checked just before it is settled: a send may block for seconds.
     *
     * @return number of letters that were still the planned ones
     */
    private int discard(List<OpenDeadLetter> portion, String reason) throws WriteFailedException, InterruptedException {
        List<OpenDeadLetter> planned = new ArrayList<>();
        writer.writeAll(
                Topic.PHOTO_SETTLED,
                portion.stream()
                        .filter(this::unchanged)
                        .peek(planned::add)
                        .filter(letter -> letter.event().isPresent())
                        .map(letter ->
                                writer.sendValue(Topic.PHOTO_SETTLED, letter.key(), settlement(letter, reason))));
        List<OpenDeadLetter> still = planned.stream().filter(this::unchanged).toList();
        erase(
                Topic.PHOTO_UPDATED_RETRY,
                still.stream().filter(this::onlyRechecked).toList());
        erase(Topic.PHOTO_UPDATED_DLQ, still);
        still.forEach(letter -> LOG.infof(
                "discarded user=%s code=%s offset=%d",
                letter.key(), letter.note().code(), letter.open().offset()));
        return still.size();
    }

    private void erase(Topic topic, List<OpenDeadLetter> letters) throws WriteFailedException, InterruptedException {
        writer.writeAll(topic, letters.stream().map(letter -> writer.send(topic, letter.key(), null)));
    }

    private boolean unchanged(OpenDeadLetter planned) {
        return ledger.letter(planned.key())
                .filter(open -> open.offset() == planned.open().offset())
                .isPresent();
    }

    private boolean onlyRechecked(OpenDeadLetter letter) {
        return ledger.of(letter.key())
                .retry()
                .filter(retry -> retry.isRecheck(Recheck.Reason.PROFILE_MISSING))
                .isPresent();
    }

    /** Settles what was known when the letter was written, not a later event. */
    private Settlement settlement(OpenDeadLetter letter, String reason) {
        DeadLetterRecord open = letter.open();
        By operator = By.decision(INSTANCE, open.attempts(), open.note().lastAt());
        return Settlement.of(Settlement.State.DISCARDED, letter.event().orElseThrow(), operator, clock.instant())
                .named(ledger.of(open.key()).target().fileBaseName())
                .because("dead letter at offset %d: %s".formatted(open.offset(), reason));
    }
}
