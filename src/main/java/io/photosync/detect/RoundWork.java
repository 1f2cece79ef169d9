package io.photosync.detect;

import io.photosync.budget.Breakers;
import io.photosync.detect.SweepState.Ended;
import io.photosync.detect.SweepState.Running;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.Photos;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Carries one round out, from its beginning or from where a former leader left it. */
@ApplicationScoped
class RoundWork {
    private static final Logger LOG = Logger.getLogger(RoundWork.class);

    private final SweepSettings settings;
    private final Photos photos;
    private final Breakers breakers;
    private final Sightings sightings;
    private final Clock clock;

    RoundWork(SweepSettings settings, Photos photos, Breakers breakers, Sightings sightings, Clock clock) {
        this.settings = settings;
        this.photos = photos;
        this.breakers = breakers;
        this.sightings = sightings;
        this.clock = clock;
    }

    /** Keeps for the next leader how far the round is. */
    @FunctionalInterface
    interface Keeping {
        void keep(Running running) throws NotWritten, InterruptedException;
    }

    /**
     * @param people in the order of their ids
     * @param last the round that ended before this one; absent while none has on this tenant
     */
    Ended carryOut(Running begin, String[] people, Optional<Ended> last, Keeping keeping)
            throws NotWritten, InterruptedException {
        Round round = new Round(people, begin.position());
        RoundTally tally = new RoundTally(begin, last.isEmpty());
        BatchLook look = new BatchLook(photos::states, breakers, clock);
        int batches = Math.ceilDiv(round.of(), RoundRun.BATCH);
        // Whoever installs photo sync waits for the first one: as fast as Graph's limit lets it go.
        Duration over = last.isEmpty() ? Duration.ZERO : settings.every();
        RoundPace pace = new RoundPace(begin.startedAt(), over, batches, round.looked() / RoundRun.BATCH);
        RoundRun.Parts parts = new RoundRun.Parts(
                look,
                (userId, state) -> sightings.seen(userId, state, tally),
                (turn, givenUp) -> {
                    tally.gaveUp(givenUp.why());
                    LOG.debugf("not looked at user=%s tries=%d: %s", turn.userId(), turn.tries(), givenUp.why());
                },
                going -> keeping.keep(running(begin, going, tally, look)),
                clock);
        new RoundRun(round, pace, settings.batchesAtOnce(), parts).run();
        log(begin.number(), tally.unanswered());
        return running(begin, round, tally, look).end(last, clock.instant());
    }

    /** Once a round for each code: whoever is refused each time would fill the log. */
    private static void log(long round, NoAnswers unanswered) {
        unanswered
                .byCode()
                .forEach((code, none) -> LOG.warnf(
                        "sweep round=%d not answered users=%d code=%s: %s", round, none.users(), code, none.words()));
    }

    private static Running running(Running begin, Round round, RoundTally tally, BatchLook look) {
        return new Running(
                begin.number(),
                begin.startedAt(),
                round.position(),
                round.looked(),
                round.of(),
                tally.live(),
                tally.bulk(),
                tally.failed(),
                begin.requests() + look.requests(),
                Optional.of(tally.unanswered()));
    }
}
