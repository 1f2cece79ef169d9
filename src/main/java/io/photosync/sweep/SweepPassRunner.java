package io.photosync.sweep;

import io.photosync.breaker.Breakers;
import io.photosync.graph.Photos;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Carries one round out, from its beginning or from where a former leader left it. */
@ApplicationScoped
class SweepPassRunner {
    private static final Logger LOG = Logger.getLogger(SweepPassRunner.class);

    private final SweepSettings settings;
    private final Photos photos;
    private final Breakers breakers;
    private final SweepResultHandler sweepResultHandler;
    private final Clock clock;

    SweepPassRunner(
            SweepSettings settings,
            Photos photos,
            Breakers breakers,
            SweepResultHandler sweepResultHandler,
            Clock clock) {
        this.settings = settings;
        this.photos = photos;
        this.breakers = breakers;
        this.sweepResultHandler = sweepResultHandler;
        this.clock = clock;
    }

    /** Keeps for the next leader how far the round is. */
    @FunctionalInterface
    interface Keeping {
        void keep(Running running) throws WriteFailedException, InterruptedException;
    }

    /**
     * @param people in the order of their ids
     * @param last the round that ended before this one; absent while none has on this tenant
     */
    Ended carryOut(Running begin, String[] people, Optional<Ended> last, Keeping keeping)
            throws WriteFailedException, InterruptedException {
        SweepCursor sweepCursor = new SweepCursor(people, begin.position());
        SweepCounters tally = new SweepCounters(begin, last.isEmpty());
        PhotoBatchReader look = new PhotoBatchReader(photos::states, breakers, clock);
        int batches = Math.ceilDiv(sweepCursor.of(), SweepPass.BATCH);
        // Whoever installs photo sync waits for the first one: as fast as Graph's limit lets it go.
        Duration over = last.isEmpty() ? Duration.ZERO : settings.every();
        SweepPacer pace = new SweepPacer(begin.startedAt(), over, batches, sweepCursor.looked() / SweepPass.BATCH);
        SweepPass.Parts parts = new SweepPass.Parts(
                look,
                (userId, state) -> sweepResultHandler.seen(userId, state, tally),
                (turn, givenUp) -> {
                    tally.gaveUp(givenUp.why());
                    LOG.debugf("not looked at user=%s tries=%d: %s", turn.userId(), turn.tries(), givenUp.why());
                },
                going -> keeping.keep(running(begin, going, tally, look)),
                clock);
        new SweepPass(sweepCursor, pace, settings.batchesAtOnce(), parts).run();
        log(begin.number(), tally.unanswered());
        return running(begin, sweepCursor, tally, look).end(last, clock.instant());
    }

    /** Once a round for each code: whoever is refused each time would fill the log. */
    private static void log(long sweepCursor, MissingAnswers unanswered) {
        unanswered
                .byCode()
                .forEach((code, none) -> LOG.warnf(
                        "sweep round=%d not answered users=%d code=%s: %s",
                        sweepCursor, none.users(), code, none.words()));
    }

    private static Running running(Running begin, SweepCursor sweepCursor, SweepCounters tally, PhotoBatchReader look) {
        return new Running(
                begin.number(),
                begin.startedAt(),
                sweepCursor.position(),
                sweepCursor.looked(),
                sweepCursor.of(),
                tally.live(),
                tally.bulk(),
                tally.failed(),
                begin.requests() + look.requests(),
                Optional.of(tally.unanswered()));
    }
}
