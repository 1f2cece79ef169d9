package io.photosync.deadletter;

import io.photosync.event.Lane;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.LedgerWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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

    /** Makes the events; nothing is published. */
    public List<PlannedReplay> prepare(ReplayPlan plan) {
        return plan.letters().stream()
                .map(letter -> new PlannedReplay(letter, fresh(letter.event().orElseThrow())))
                .toList();
    }

    /**
     * Returns when all events are in their lane and the ledger lists the letters as replaying.
     *
     * @throws PartiallyCompletedException when Kafka stopped accepting records
     */
    public void apply(Lane lane, List<PlannedReplay> replays) throws PartiallyCompletedException, InterruptedException {
        int written = 0;
        for (List<PlannedReplay> portion : Portions.of(replays)) {
            try {
                writer.writeAll(Topic.of(lane), portion.stream().map(replay -> writer.sendEvent(lane, replay.fresh())));
            } catch (WriteFailedException e) {
                throw new PartiallyCompletedException("replayed", written, replays.size(), e);
            }
            written += portion.size();
            portion.forEach(replay -> LOG.infof(
                    "replayed user=%s lane=%s event=%s",
                    replay.letter().key(), lane.topic(), replay.fresh().id()));
        }
    }

    private PhotoEvent fresh(PhotoEvent event) {
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
