package io.photosync.drift;

import io.photosync.drift.DriftFinding.What;
import io.photosync.drift.RepairPlan.Again;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
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
 * Repairs profiles that name the former host: after a rename of the tenant's domain SharePoint keeps the old picture
 * URLs. Needs no requests: the host that profiles were written for is stored. Resumes where another leader, or this
 * one, stopped.
 *
 * @see <a href="https://learn.microsoft.com/sharepoint/change-your-sharepoint-domain-name">Change your SharePoint
 *     domain name</a>
 */
@Singleton
final class MovedHost {
    private static final Logger LOG = Logger.getLogger(MovedHost.class);
    /** Users between two saves of the progress. */
    private static final int SAVE_EVERY = 50;

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
     * The value under {@code drift-host} in {@code photosync-state}.
     *
     * @param site host and path that profiles are written for
     * @param move progress, while profiles written for another host are being repaired
     */
    record Host(String site, Optional<Move> move) {

        /** The state for the current site: unchanged, or with a new move when the site differs. */
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
     * @param from former site
     * @param since when the new site was noticed
     * @param position id of the last user whose repair was saved
     * @param ordered repairs up to there
     */
    record Move(String from, Instant since, String position, int ordered) {}

    /**
     * Returns when the last repair is in the bulk lane.
     *
     * @return number of repairs, by whichever leader
     */
    int repair(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        Optional<Host> kept = read();
        Host host = Host.now(kept, library.site(), clock.instant());
        if (kept.filter(host::equals).isEmpty()) {
            leaderTerm.write(StateKey.DRIFT_HOST, host);
        }
        if (host.move().isEmpty()) {
            return 0;
        }
        Move move = host.move().get();
        LOG.warnf("SharePoint's host changed, repairing profiles from=%s to=%s", move.from(), host.site());
        int unsaved = 0;
        for (String user : users(move)) {
            Optional<Settlement> before = writtenBefore(user, move.since());
            if (before.isPresent()) {
                DriftFinding driftFinding =
                        new DriftFinding(user, What.MOVED, before.get().attemptId());
                unsaved += repairs.order(List.of(new Again(driftFinding, 1))).repairs();
            }
            if (unsaved >= SAVE_EVERY) {
                host = host.at(user, unsaved);
                unsaved = 0;
                leaderTerm.write(StateKey.DRIFT_HOST, host);
            }
        }
        int ordered = host.move().get().ordered() + unsaved;
        leaderTerm.write(StateKey.DRIFT_HOST, host.done());
        LOG.infof("profiles of the former host queued from=%s count=%d", move.from(), ordered);
        return ordered;
    }

    private List<String> users(Move move) {
        return ledger.targets().keySet().stream()
                .filter(user -> user.compareTo(move.position()) > 0)
                .sorted()
                .toList();
    }

    /** The settlement of a photo whose profile was not written since then; "unchanged" wrote nothing. */
    private Optional<Settlement> writtenBefore(String user, Instant since) {
        SharePointState sharePointState = ledger.of(user).target();
        boolean managed = ledger.of(user).roster().map(RosterEntry::managed).orElse(true);
        return sharePointState.last().filter(end -> managed).filter(end -> switch (end.state()) {
            case SYNCED -> end.startedAt().isBefore(since);
            case UNCHANGED -> true;
            case WRITING, REMOVED, SKIPPED, DEAD_LETTERED, DISCARDED -> false;
        });
    }

    private Optional<Host> read() {
        return ledger.state(StateKey.DRIFT_HOST, Host.class);
    }
}
