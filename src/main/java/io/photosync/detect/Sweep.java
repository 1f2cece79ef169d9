package io.photosync.detect;

import io.photosync.detect.SweepState.Ended;
import io.photosync.detect.SweepState.Running;
import io.photosync.event.RosterEntry;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import io.photosync.roster.RosterNote;
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
    /** Nothing is asked of anybody: the ledger knows. A first start waits for this and for nothing else. */
    private static final Duration LOOK_FOR_PEOPLE = Duration.ofMillis(500);

    private final SweepSettings settings;
    private final Ledger ledger;
    private final RoundWork work;
    private final Handover handover;
    private final Clock clock;

    Sweep(SweepSettings settings, Ledger ledger, RoundWork work, Handover handover, Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.work = work;
        this.handover = handover;
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
        handover.begin(term);
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

    /** A tenant whose directory has not been read to its end yet has no round: it would be the end of the first. */
    private void awaitPeople(Term term, Optional<Ended> last) throws NotWritten, InterruptedException {
        Instant beat = clock.instant();
        while (!RosterNote.read(ledger).complete()
                || ledger.roster().values().stream().noneMatch(RosterEntry::lookedAfter)) {
            if (!clock.instant().isBefore(beat)) {
                handover.keep(term, Optional.empty(), last);
                beat = clock.instant().plus(BEAT);
            }
            Thread.sleep(LOOK_FOR_PEOPLE);
        }
    }

    /** Rounds begin as far apart as was promised; at once where the last one took longer. */
    private void awaitTime(Term term, Optional<Ended> last) throws NotWritten, InterruptedException {
        Instant started = clock.instant();
        // A round that seems to begin in the future was begun by a clock that went wrong; without the bound none would
        // follow.
        Instant begin = last.map(Ended::startedAt)
                .map(at -> (at.isAfter(started) ? started : at).plus(settings.every()))
                .orElse(started);
        for (Instant now = clock.instant(); now.isBefore(begin); now = clock.instant()) {
            handover.keep(term, Optional.empty(), last);
            Duration left = Duration.between(now, begin);
            Thread.sleep(left.compareTo(BEAT) < 0 ? left : BEAT);
        }
    }

    private Ended round(Term term, Optional<Running> left, Optional<Ended> last)
            throws NotWritten, InterruptedException {
        long number = left.map(Running::number)
                .orElseGet(() -> last.map(Ended::number).orElse(0L) + 1);
        String[] people = RoundPeople.of(ledger.roster(), number, settings.every(), settings.withoutMailboxEvery());
        Instant now = clock.instant();
        Running begin =
                left.map(running -> running.notAfter(now)).orElseGet(() -> Running.begin(number, now, people.length));
        LOG.infof("sweep round=%d people=%d after=%s", number, people.length, begin.position());
        Ended ended = work.carryOut(begin, people, last, running -> handover.keep(term, Optional.of(running), last));
        handover.keep(term, Optional.empty(), Optional.of(ended));
        LOG.infof(
                "sweep round=%d ended seconds=%d people=%d found=%d failed=%d requests=%d",
                number, ended.took().toSeconds(), ended.users(), ended.found(), ended.failed(), ended.requests());
        return ended;
    }
}
