package io.photosync.deadletter;

import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.LedgerWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Publishes new events for dead letters. */
@ApplicationScoped
public class Replays {
    /** Limit per request: the bulk lane must hold no more than a thousand waiting events. */
    static final int AT_MOST = 1_000;

    private static final Logger LOG = Logger.getLogger(Replays.class);

    private final DeadLetters letters;
    private final LedgerWriter writer;
    private final Clock clock;

    public Replays(DeadLetters letters, LedgerWriter writer, Clock clock) {
        this.letters = letters;
        this.writer = writer;
        this.clock = clock;
    }

    public ReplayPlan plan(Selection selection, Seen seen) {
        Instant now = clock.instant();
        return ReplayPlan.of(letters.select(selection), seen, AT_MOST, now);
    }

    /**
     * Returns when all events are in their lane and the ledger lists the letters as replaying.
     *
     * @throws PartiallyCompletedException when Kafka stopped accepting records
     */
    public void apply(ReplayPlan plan) throws PartiallyCompletedException, InterruptedException {
        int written = 0;
        for (OpenDeadLetter openDeadLetter : plan.letters()) {
            PhotoEvent fresh = replay(openDeadLetter.event().orElseThrow());
            try {
                writer.writeEvent(plan.lane(), fresh);
                written++;
            } catch (WriteFailedException e) {
                throw new PartiallyCompletedException(
                        "replayed", written, plan.letters().size(), e);
            }
            LOG.infof(
                    "replayed user=%s lane=%s event=%s",
                    openDeadLetter.key(), plan.lane().topic(), fresh.id());
        }
    }

    private PhotoEvent replay(PhotoEvent event) {
        Data data = event.data();
        return PhotoEvent.fresh(
                event.type(),
                event.userId(),
                event.time(),
                new Data(
                        data.userPrincipalName(),
                        data.mediaEtag(),
                        data.width(),
                        data.height(),
                        Cause.REPLAY,
                        clock.instant()));
    }
}
