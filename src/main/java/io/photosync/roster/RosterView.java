package io.photosync.roster;

import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** State of the roster; the same on each replica, whichever reads the directory. */
@ApplicationScoped
public class RosterView {
    /** Multiple of the interval after which the roster counts as outdated. */
    private static final int OVERDUE_FACTOR = 10;

    private final RosterSettings settings;
    private final ScopeSettings scope;
    private final Ledger ledger;
    private final Clock clock;
    /** Start of this replica: the first read of a large directory takes its time. */
    private final Instant since;

    RosterView(RosterSettings settings, ScopeSettings scope, Ledger ledger, Clock clock) {
        this.settings = settings;
        this.scope = scope;
        this.ledger = ledger;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Whether the directory is read. With a scope it always is: otherwise no user could enter it. */
    public boolean enabled() {
        return settings.enabled() || scope.bounded();
    }

    /** Iterates all users: some milliseconds for 100,000. */
    public RosterCounts counts() {
        return RosterCounts.of(ledger.roster().values());
    }

    public DirectorySyncState directory() {
        return DirectorySyncState.read(ledger);
    }

    public ScopeState scope() {
        return ScopeState.of(ledger);
    }

    /** Messages for operators: the last read failed or is overdue; empty when the roster is up to date. */
    public List<String> troubles() {
        if (!enabled()) {
            return List.of();
        }
        DirectorySyncState directory = directory();
        List<String> failed = Stream.of(directory.trouble(), scope().trouble())
                .flatMap(Optional::stream)
                .toList();
        // A failure already explains why the roster is outdated.
        return failed.isEmpty()
                ? overdue(directory, since, settings.every(), clock.instant()).stream()
                        .toList()
                : failed;
    }

    /**
     * Detects a read that never ends or never starts, which reports no failure.
     *
     * @param since start of this replica
     */
    static Optional<String> overdue(DirectorySyncState directory, Instant since, Duration every, Instant now) {
        Instant last = directory.changesAt().filter(since::isBefore).orElse(since);
        return last.plus(every.multipliedBy(OVERDUE_FACTOR)).isAfter(now)
                ? Optional.empty()
                : Optional.of("the directory's changes were last read %s; they are to be read every %s"
                        .formatted(directory.changesAt().map(Instant::toString).orElse("never"), every));
    }
}
