package io.photosync.detect;

import io.photosync.budget.Breakers;
import io.photosync.detect.SweepState.Ended;
import io.photosync.detect.SweepState.Running;
import io.photosync.event.RosterEntry;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.Photos;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import io.photosync.roster.RosterBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks at everybody's photo, round after round: what guarantees that every change is found. A round that a former leader began is
 * carried on from where it was.
 */
@ApplicationScoped
class Sweep implements Duty {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final SweepSettings settings;
    private final Ledger ledger;
    private final RosterBook roster;
    private final Photos photos;
    private final Breakers breakers;
    private final Sightings sightings;
    private final FirstFill fill;
    private final Clock clock;

    Sweep(
            SweepSettings settings,
            Ledger ledger,
            RosterBook roster,
            Photos photos,
            Breakers breakers,
            Sightings sightings,
            FirstFill fill,
            Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.roster = roster;
        this.photos = photos;
        this.breakers = breakers;
        this.sightings = sightings;
        this.fill = fill;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public void run(Term term) throws NotWritten, InterruptedException {
        if (!settings.enabled()) {
            Thread.sleep(Duration.ofDays(1));
            return;
        }
        fill.begin(term);
        Optional<SweepState> left = SweepState.of(ledger);
        Optional<Ended> last = left.flatMap(SweepState::last);
        Optional<Running> running = left.flatMap(SweepState::running);
        while (true) {
            awaitPeople(term, last);
            if (running.isEmpty()) {
                awaitTime(term, last);
            }
            last = Optional.of(round(term, running, last));
            running = Optional.empty();
        }
    }

    /** A tenant whose directory has not been read yet has no round: an empty one would be the end of the first. */
    private void awaitPeople(Term term, Optional<Ended> last) throws NotWritten, InterruptedException {
        while (ledger.roster().values().stream().noneMatch(RosterEntry::lookedAfter)) {
            save(term, Optional.empty(), last);
            Thread.sleep(BEAT);
        }
    }

    /** Rounds begin as far apart as was promised; at once where the last one took longer. */
    private void awaitTime(Term term, Optional<Ended> last) throws NotWritten, InterruptedException {
        Instant begin =
                last.map(ended -> ended.startedAt().plus(settings.every())).orElseGet(clock::instant);
        for (Instant now = clock.instant(); now.isBefore(begin); now = clock.instant()) {
            save(term, Optional.empty(), last);
            Duration left = Duration.between(now, begin);
            Thread.sleep(left.compareTo(BEAT) < 0 ? left : BEAT);
        }
    }

    private Ended round(Term term, Optional<Running> left, Optional<Ended> last)
            throws NotWritten, InterruptedException {
        long number = left.map(Running::number)
                .orElseGet(() -> last.map(Ended::number).orElse(0L) + 1);
        String[] people = RoundPeople.of(ledger.roster(), number, settings.every());
        Running begin = left.orElseGet(() -> Running.begin(number, clock.instant(), people.length));
        Round round = new Round(people, begin.position());
        RoundTally tally = new RoundTally(begin, last.isEmpty());
        BatchLook look = new BatchLook(photos::states, breakers, clock);
        LOG.infof(
                "sweep round=%d people=%d %s",
                number, people.length, left.isEmpty() ? "begins" : "goes on after " + begin.position());
        RoundRun run = new RoundRun(
                round,
                pace(begin, round),
                settings.batchesAtOnce(),
                new RoundRun.Parts(
                        look,
                        (userId, state) -> sightings.seen(userId, state, tally),
                        (turn, givenUp) -> {
                            tally.gaveUp();
                            LOG.infof("not looked at user=%s tries=%d: %s", turn.userId(), turn.tries(), givenUp.why());
                        },
                        going -> save(term, Optional.of(running(begin, going, tally, look)), last),
                        clock));
        run.run();
        Ended ended = running(begin, round, tally, look).end(clock.instant());
        save(term, Optional.empty(), Optional.of(ended));
        LOG.infof(
                "sweep round=%d ended after %d s people=%d found=%d failed=%d requests=%d",
                number, ended.took().toSeconds(), ended.users(), ended.found(), ended.failed(), ended.requests());
        return ended;
    }

    private RoundPace pace(Running begin, Round round) {
        int batches = (round.of() + RoundRun.BATCH - 1) / RoundRun.BATCH;
        return new RoundPace(begin.startedAt(), settings.every(), batches, round.looked() / RoundRun.BATCH);
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
                begin.requests() + look.requests());
    }

    private void save(Term term, Optional<Running> running, Optional<Ended> last)
            throws NotWritten, InterruptedException {
        // What the roster is to know of those up to the position must not be lost with us.
        roster.flush();
        term.write(SweepState.KEY, fill.state(running, last, clock.instant()));
    }
}
