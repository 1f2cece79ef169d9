package io.photosync.roster;

import io.photosync.budget.Breakers;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.event.ScopeSettings;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Keeps the roster true: everybody at first, then joiners, leavers and changes, and who is in scope. */
@ApplicationScoped
class RosterDuty implements Duty {
    private static final Logger LOG = Logger.getLogger(RosterDuty.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final DirectoryReading directory;
    private final ScopeReading scopes;
    private final Leavers leavers;
    private final Ledger ledger;
    private final Breakers breakers;
    private final RosterSettings settings;
    private final ScopeSettings scopeSettings;
    private final Clock clock;

    RosterDuty(
            DirectoryReading directory,
            ScopeReading scopes,
            Leavers leavers,
            Ledger ledger,
            Breakers breakers,
            RosterSettings settings,
            ScopeSettings scopeSettings,
            Clock clock) {
        this.directory = directory;
        this.scopes = scopes;
        this.leavers = leavers;
        this.ledger = ledger;
        this.breakers = breakers;
        this.settings = settings;
        this.scopeSettings = scopeSettings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "roster";
    }

    @Override
    public void run(Term term) throws NotWritten, InterruptedException {
        while (!settings.enabled() && !scopeSettings.bounded()) {
            Thread.sleep(Duration.ofDays(1));
        }
        while (true) {
            Thread.sleep(turn(term));
        }
    }

    /** @return how long to wait before the next */
    private Duration turn(Term term) throws NotWritten, InterruptedException {
        RosterNote before = RosterNote.read(ledger);
        try {
            // The scope first: whoever joins is in it or out of it from the start.
            Scope scope = scopes.read();
            term.write(RosterNote.KEY, read(before, scope));
            directory.apply(scope);
            leavers.forget();
            return settings.every();
        } catch (ScopeReading.Unknown e) {
            return failed(term, before, e.getMessage(), e.failed().failure());
        } catch (CallFailed e) {
            return failed(term, before, "the directory cannot be read: " + e.failure(), e.failure());
        }
    }

    private RosterNote read(RosterNote before, Scope scope) throws CallFailed, NotWritten, InterruptedException {
        Optional<String> next = Optional.empty();
        if (before.deltaLink().isPresent()) {
            next = directory.changes(before.deltaLink().get(), scope);
        }
        Instant now = clock.instant();
        if (next.isPresent()) {
            return new RosterNote(next, before.completeAt(), Optional.of(now), Optional.empty());
        }
        String link = directory.everybody(scope);
        return new RosterNote(Optional.of(link), Optional.of(now), Optional.of(now), Optional.empty());
    }

    private Duration failed(Term term, RosterNote before, String why, Failure failure)
            throws NotWritten, InterruptedException {
        breakers.diagnose(failure);
        LOG.warnf("roster waits: %s", why);
        term.write(RosterNote.KEY, before.troubled(why));
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        Duration wait = AFTER_FAILURE.compareTo(settings.every()) < 0 ? AFTER_FAILURE : settings.every();
        return asked.compareTo(wait) > 0 ? asked : wait;
    }
}
