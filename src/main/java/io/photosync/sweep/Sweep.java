package io.photosync.sweep;

import io.photosync.event.RosterEntry;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import io.photosync.roster.DirectorySyncState;
import io.photosync.sweep.SweepState.Ended;
import io.photosync.sweep.SweepState.Running;
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
class Sweep implements LeaderTask {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final Duration BEAT = Duration.ofSeconds(5);
    /** Nothing is asked of anybody: the ledger knows. A first start waits for this and for nothing else. */
    private static final Duration LOOK_FOR_PEOPLE = Duration.ofMillis(500);

    private final SweepSettings settings;
    private final Ledger ledger;
    private final SweepPassRunner work;
    private final SweepCheckpoint sweepCheckpoint;
    private final Clock clock;

    Sweep(SweepSettings settings, Ledger ledger, SweepPassRunner work, SweepCheckpoint sweepCheckpoint, Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.work = work;
        this.sweepCheckpoint = sweepCheckpoint;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        if (!settings.enabled()) {
            Thread.sleep(Duration.ofDays(1));
            return;
        }
        sweepCheckpoint.begin(leaderTerm);
        Optional<SweepState> left = SweepState.of(ledger);
        Optional<Ended> last = left.flatMap(SweepState::last);
        Optional<Running> running = left.flatMap(SweepState::running);
        while (true) {
            awaitPeople(leaderTerm, last);
            if (running.isEmpty()) {
                awaitTime(leaderTerm, last);
            }
            last = Optional.of(round(leaderTerm, running, last));
            running = Optional.empty();
        }
    }

    /** A tenant whose directory has not been read to its end yet has no round: it would be the end of the first. */
    private void awaitPeople(LeaderTerm leaderTerm, Optional<Ended> last)
            throws WriteFailedException, InterruptedException {
        Instant beat = clock.instant();
        while (!DirectorySyncState.read(ledger).complete()
                || ledger.roster().values().stream().noneMatch(RosterEntry::lookedAfter)) {
            if (!clock.instant().isBefore(beat)) {
                sweepCheckpoint.keep(leaderTerm, Optional.empty(), last);
                beat = clock.instant().plus(BEAT);
            }
            Thread.sleep(LOOK_FOR_PEOPLE);
        }
    }

    /** Rounds begin as far apart as was promised; at once where the last one took longer. */
    private void awaitTime(LeaderTerm leaderTerm, Optional<Ended> last)
            throws WriteFailedException, InterruptedException {
        Instant started = clock.instant();
        // A round that seems to begin in the future was begun by a clock that went wrong; without the bound none would
        // follow.
        Instant begin = last.map(Ended::startedAt)
                .map(at -> (at.isAfter(started) ? started : at).plus(settings.every()))
                .orElse(started);
        for (Instant now = clock.instant(); now.isBefore(begin); now = clock.instant()) {
            sweepCheckpoint.keep(leaderTerm, Optional.empty(), last);
            Duration left = Duration.between(now, begin);
            Thread.sleep(left.compareTo(BEAT) < 0 ? left : BEAT);
        }
    }

    private Ended round(LeaderTerm leaderTerm, Optional<Running> left, Optional<Ended> last)
            throws WriteFailedException, InterruptedException {
        long number = left.map(Running::number)
                .orElseGet(() -> last.map(Ended::number).orElse(0L) + 1);
        String[] people = SweepUsers.of(ledger.roster(), number, settings.every(), settings.withoutMailboxEvery());
        Instant now = clock.instant();
        Running begin =
                left.map(running -> running.notAfter(now)).orElseGet(() -> Running.begin(number, now, people.length));
        LOG.infof("sweep round=%d people=%d after=%s", number, people.length, begin.position());
        Ended ended = work.carryOut(
                begin, people, last, running -> sweepCheckpoint.keep(leaderTerm, Optional.of(running), last));
        sweepCheckpoint.keep(leaderTerm, Optional.empty(), Optional.of(ended));
        LOG.infof(
                "sweep round=%d ended seconds=%d people=%d found=%d failed=%d requests=%d",
                number, ended.took().toSeconds(), ended.users(), ended.found(), ended.failed(), ended.requests());
        return ended;
    }
}
