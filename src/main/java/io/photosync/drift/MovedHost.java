package io.photosync.drift;

import io.photosync.drift.DriftFinding.What;
import io.photosync.drift.RepairPlan.Again;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.SharePointState;
import io.photosync.sharepoint.PhotoLibrary;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Has profiles written again that name the host of before: after a rename of the tenant's domain SharePoint leaves the picture URLs
 * as they were. No profile is read to find that out; it is remembered for which host they were written. Goes on where it was when
 * another leader, or this one, begins anew.
 *
 * @see <a href="https://learn.microsoft.com/sharepoint/change-your-sharepoint-domain-name">Change your SharePoint domain name</a>
 */
@Singleton
final class MovedHost {
    private static final Logger LOG = Logger.getLogger(MovedHost.class);
    /** Users after whom it is noted how far it is. */
    private static final int NOTED_EVERY = 50;

    private final Repairs repairs;
    private final PhotoLibrary library;
    private final Ledger ledger;
    private final Clock clock;

    MovedHost(Repairs repairs, PhotoLibrary library, Ledger ledger, Clock clock) {
        this.repairs = repairs;
        this.library = library;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * The value under {@value #KEY} in {@code photosync-state}.
     *
     * @param site for which profiles are written
     * @param move while those are written again that were written for another
     */
    record Host(String site, Optional<Move> move) {
        static final String KEY = "drift-host";

        /** Profiles were written for this host lately, or must be written again for it. */
        static Host now(Optional<Host> kept, String site, Instant now) {
            if (kept.isEmpty()) {
                return new Host(site, Optional.empty());
            }
            return kept.get().site().equals(site)
                    ? kept.get()
                    : new Host(site, Optional.of(new Move(kept.get().site(), now, "", 0)));
        }

        Host at(String user, int more) {
            return new Host(site, move.map(now -> new Move(now.from(), now.since(), user, now.ordered() + more)));
        }

        Host done() {
            return new Host(site, Optional.empty());
        }
    }

    /**
     * @param from the host of before
     * @param since when the new one was noticed
     * @param position the id of the user with whom it was noted last
     * @param ordered repairs up to there
     */
    record Move(String from, Instant since, String position, int ordered) {}

    /** Returns when the last repair stands in its lane. @return how many were ordered, by whichever leader */
    int repair(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        Optional<Host> kept = read();
        Host host = Host.now(kept, library.site(), clock.instant());
        if (kept.filter(host::equals).isEmpty()) {
            leaderTerm.write(Host.KEY, host);
        }
        if (host.move().isEmpty()) {
            return 0;
        }
        Move move = host.move().get();
        LOG.warnf("profiles name %s, and are written again for %s", move.from(), host.site());
        int unnoted = 0;
        for (String user : users(move)) {
            Optional<Settlement> before = writtenBefore(user, move.since());
            if (before.isPresent()) {
                DriftFinding driftFinding =
                        new DriftFinding(user, What.MOVED, before.get().attemptId());
                unnoted += repairs.order(List.of(new Again(driftFinding, 1))).repairs();
            }
            if (unnoted >= NOTED_EVERY) {
                host = host.at(user, unnoted);
                unnoted = 0;
                leaderTerm.write(Host.KEY, host);
            }
        }
        int ordered = host.move().get().ordered() + unnoted;
        leaderTerm.write(Host.KEY, host.done());
        LOG.infof("profiles that named %s are on their way users=%d", move.from(), ordered);
        return ordered;
    }

    private List<String> users(Move move) {
        return ledger.targets().keySet().stream()
                .filter(user -> user.compareTo(move.position()) > 0)
                .sorted()
                .toList();
    }

    /** A photo that stands, whose profile was not written since: "unchanged" wrote nothing. */
    private Optional<Settlement> writtenBefore(String user, Instant since) {
        SharePointState sharePointState = ledger.of(user).target();
        boolean lookedAfter = ledger.of(user).roster().map(RosterEntry::managed).orElse(true);
        return sharePointState.last().filter(end -> lookedAfter).filter(end -> switch (end.state()) {
            case SYNCED -> end.startedAt().isBefore(since);
            case UNCHANGED -> true;
            case WRITING, REMOVED, SKIPPED, DEAD_LETTERED, DISCARDED -> false;
        });
    }

    private Optional<Host> read() {
        return ledger.state(Host.KEY, Host.class);
    }
}
