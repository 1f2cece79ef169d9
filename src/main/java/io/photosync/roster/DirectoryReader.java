package io.photosync.roster;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.PageTrail;
import io.photosync.call.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.UserPage;
import io.photosync.graph.Users;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Reads the directory into the roster: all users once, page by page, then the changes by delta link. A user is marked
 * as gone only after a complete read without them and a 404 for that user alone; many at once only after {@link
 * LeavingUsers} has released them.
 */
final class DirectoryReader {
    private static final Logger LOG = Logger.getLogger(DirectoryReader.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Users users;
    private final RosterWriter rosterWriter;
    private final Ledger ledger;
    private final ScopeGroups scopeGroups;
    private final Duration fullEvery;
    private final Clock clock;

    /**
     * Six parameters: the scope and the interval are values of the settings.
     *
     * @param fullEvery how often all users are read from the beginning
     */
    DirectoryReader(
            Users users,
            RosterWriter rosterWriter,
            Ledger ledger,
            ScopeGroups scopeGroups,
            Duration fullEvery,
            Clock clock) {
        this.fullEvery = fullEvery;
        this.users = users;
        this.rosterWriter = rosterWriter;
        this.ledger = ledger;
        this.scopeGroups = scopeGroups;
        this.clock = clock;
    }

    /** Reads the changes, and all users when that is due. What was read before a failure is kept. */
    void read(LeaderTerm leaderTerm) throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Set<String> known = ledger.users();
        DirectorySyncState state = DirectorySyncState.read(ledger);
        boolean linkExpired = state.deltaLink().isPresent() && !changes(leaderTerm, state);
        // Changes first: a full read that keeps failing must not hold them up.
        if (linkExpired || DirectorySyncState.read(ledger).fullReadDue(fullEvery, clock.instant())) {
            readAll(leaderTerm, DirectorySyncState.read(ledger));
        }
        markUnknown(known);
    }

    ReadFailure failed(LeaderTerm leaderTerm, Failure failure) throws WriteFailedException, InterruptedException {
        String message = "the directory cannot be read: " + failure;
        DirectorySyncState syncState = DirectorySyncState.read(ledger);
        // Resuming from a page of an endless list would end the same way.
        DirectorySyncState next = failure.code().equals(PageTrail.ENDLESS) ? syncState.fromTheBeginning() : syncState;
        leaderTerm.write(StateKey.DIRECTORY_SYNC, next.failed(message));
        return new ReadFailure(message, failure);
    }

    /** @return false when the delta link can no longer be used */
    private boolean changes(LeaderTerm leaderTerm, DirectorySyncState state)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        RosterChanges changes = new RosterChanges(rosterWriter);
        PageTrail trail = new PageTrail(MicrosoftService.GRAPH, "the list of the directory's changes");
        Optional<UserPage> page = users.changes(trail.follow(state.deltaLink().orElseThrow()), callContext());
        while (page.isPresent()) {
            take(page.get(), changes);
            if (page.get().next().isEmpty()) {
                changes.flush();
                leaderTerm.write(StateKey.DIRECTORY_SYNC, state.changed(deltaLink(page.get()), clock.instant()));
                if (changes.count() > 0) {
                    LOG.infof("directory changes read entries=%d", changes.count());
                }
                return true;
            }
            page = users.changes(trail.follow(page.get().next().get()), callContext());
        }
        LOG.warn("the directory's delta link is refused or does not lead to Graph: reading all users again");
        return false;
    }

    private void readAll(LeaderTerm leaderTerm, DirectorySyncState state)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Set<String> before = Set.copyOf(ledger.roster().keySet());
        PageTrail trail = new PageTrail(MicrosoftService.GRAPH, "the list of all users");
        Optional<UserPage> left = state.nextLink().isPresent()
                ? users.changes(trail.follow(state.nextLink().get()), callContext())
                : Optional.empty();
        // Another term can resume this read only while the roster holds nothing but what this read wrote: the ids seen
        // so far are not persisted.
        boolean first = before.isEmpty() || left.isPresent();
        UserPage page = left.isPresent() ? left.get() : users.delta(callContext());
        Set<String> seen = new HashSet<>();
        while (true) {
            RosterChanges changes = new RosterChanges(rosterWriter);
            take(page, changes);
            page.users().forEach(user -> seen.add(user.id()));
            changes.flush();
            if (page.next().isEmpty()) {
                break;
            }
            String next = trail.follow(page.next().get());
            if (first) {
                leaderTerm.write(StateKey.DIRECTORY_SYNC, state.reading(next));
            }
            page = users.changes(next, callContext())
                    .orElseThrow(
                            () -> unreadable("the list's next page is refused, or its link does not lead to Graph"));
        }
        if (seen.isEmpty() && left.isEmpty()) {
            throw unreadable("the directory came out empty");
        }
        int missing = first ? 0 : missing(before, seen);
        leaderTerm.write(StateKey.DIRECTORY_SYNC, state.complete(deltaLink(page), clock.instant()));
        int count = RosterCounts.of(ledger.roster().values()).people();
        LOG.infof("directory read users=%d missing=%d", count, missing);
    }

    private void take(UserPage page, RosterChanges changes) {
        Instant now = clock.instant();
        for (DirectoryUser user : page.users()) {
            changes.change(
                    user.id(),
                    before -> Optional.of(RosterEntryChanges.present(user, before, !scopeGroups.any(), now)));
        }
        for (String id : page.removed()) {
            changes.change(id, before -> before.map(entry -> RosterEntryChanges.missing(entry, now)));
        }
    }

    /** A list that ends too early looks complete, so each missing user is looked up alone before being marked. */
    private int missing(Set<String> before, Set<String> seen)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        RosterChanges changes = new RosterChanges(rosterWriter);
        int missing = 0;
        for (String id : before) {
            RosterEntry entry = ledger.roster().get(id);
            if (seen.contains(id) || entry == null || entry.goneSince().isPresent()) {
                continue;
            }
            Optional<DirectoryUser> there = users.find(id, callContext());
            if (there.isPresent()) {
                changes.change(
                        id,
                        known -> Optional.of(
                                RosterEntryChanges.present(there.get(), known, !scopeGroups.any(), clock.instant())));
            } else {
                changes.change(id, known -> known.map(left -> RosterEntryChanges.missing(left, clock.instant())));
                missing++;
            }
        }
        changes.flush();
        return missing;
    }

    /**
     * Marks users who have records but no roster entry.
     *
     * @param known users with records before the read; users who joined during the read may not be in it
     */
    private void markUnknown(Set<String> known) throws WriteFailedException, InterruptedException {
        Instant now = clock.instant();
        RosterChanges changes = new RosterChanges(rosterWriter);
        known.stream()
                .filter(id -> !ledger.roster().containsKey(id))
                .forEach(id -> changes.change(id, entry -> entry.or(() -> Optional.of(unknownUser(id, now)))));
        changes.flush();
        if (changes.count() > 0) {
            LOG.infof("unknown users marked as gone count=%d", changes.count());
        }
    }

    private RosterEntry unknownUser(String id, Instant now) {
        return RosterEntryChanges.leaving(
                RosterEntryChanges.unknownUser(ledger.of(id), now), RosterEntry.Leaving.What.TENANT, now);
    }

    private static String deltaLink(UserPage page) throws MicrosoftCallException {
        return page.deltaLink().orElseThrow(() -> unreadable("the list ends without a delta link"));
    }

    private static MicrosoftCallException unreadable(String detail) {
        return new MicrosoftCallException(Failure.unreadable(MicrosoftService.GRAPH, "directory", detail));
    }

    private CallContext callContext() {
        return CallContext.within(Priority.SWEEP, PATIENCE, clock);
    }
}
