package io.photosync.roster;

import io.photosync.event.ScopeSettings;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the roster stands; the same on each replica, whichever reads the directory. */
@ApplicationScoped
public class RosterView {
    /** So many times as old as it is meant to become, and it is too old. */
    private static final int OLD = 10;

    private final RosterSettings settings;
    private final ScopeSettings scope;
    private final Ledger ledger;
    private final Clock clock;
    /** When this replica began to look: the first read of a large directory takes its time. */
    private final Instant since;

    RosterView(RosterSettings settings, ScopeSettings scope, Ledger ledger, Clock clock) {
        this.settings = settings;
        this.scope = scope;
        this.ledger = ledger;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Whether the directory is read. With a scope it always is: nobody could ever come into it otherwise. */
    public boolean enabled() {
        return settings.enabled() || scope.bounded();
    }

    /** Walks through everybody: some milliseconds for 100,000 people. */
    public RosterCounts counts() {
        return RosterCounts.of(ledger.roster().values());
    }

    public DirectorySyncState directory() {
        return DirectorySyncState.read(ledger);
    }

    public ScopeState scope() {
        return ScopeState.of(ledger);
    }

    /** What failed when it was last tried, and whether that is long ago, for people; empty when all is well. */
    public List<String> troubles() {
        if (!enabled()) {
            return List.of();
        }
        DirectorySyncState directory = directory();
        List<String> failed = Stream.of(directory.trouble(), scope().trouble())
                .flatMap(Optional::stream)
                .toList();
        // What failed says by itself why all is old.
        return failed.isEmpty()
                ? tooOld(directory, since, settings.every(), clock.instant()).stream()
                        .toList()
                : failed;
    }

    /**
     * A read that never ends, or that nobody makes, fails nobody.
     *
     * @param since when this replica began to look
     */
    static Optional<String> tooOld(DirectorySyncState directory, Instant since, Duration every, Instant now) {
        Instant last = directory.changesAt().filter(since::isBefore).orElse(since);
        return last.plus(every.multipliedBy(OLD)).isAfter(now)
                ? Optional.empty()
                : Optional.of("the directory's changes were last read %s; they are to be read every %s"
                        .formatted(directory.changesAt().map(Instant::toString).orElse("never"), every));
    }
}
