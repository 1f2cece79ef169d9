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
import io.photosync.kafka.TopicWriter.WriteFailedException;
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
 * Reads the directory into the roster: everybody once, page by page, afterwards what changed. Nobody is gone before the read that
 * misses them has come to its end, and the directory has said so of them; nor as one of many before {@link LeavingUsers} has let them go.
 */
final class DirectoryReader {
    private static final Logger LOG = Logger.getLogger(DirectoryReader.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Users users;
    private final RosterWriter book;
    private final Ledger ledger;
    private final ScopeGroups scopeGroups;
    private final Duration fullEvery;
    private final Clock clock;

    /**
     * Six: the two limits of a read, its scope and how often it is complete, are values of the settings.
     *
     * @param fullEvery how often all users are read from the beginning
     */
    DirectoryReader(
            Users users, RosterWriter book, Ledger ledger, ScopeGroups scopeGroups, Duration fullEvery, Clock clock) {
        this.fullEvery = fullEvery;
        this.users = users;
        this.book = book;
        this.ledger = ledger;
        this.scopeGroups = scopeGroups;
        this.clock = clock;
    }

    /** Reads what there is to read. What was read before a failure is kept. */
    void read(LeaderTerm leaderTerm) throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Set<String> known = ledger.users();
        DirectorySyncState state = DirectorySyncState.read(ledger);
        boolean anew = state.deltaLink().isPresent() && !changes(leaderTerm, state);
        // After the changes: a list of everybody that does not get to its end must not hold them up.
        if (anew || DirectorySyncState.read(ledger).fullReadDue(fullEvery, clock.instant())) {
            everybody(leaderTerm, DirectorySyncState.read(ledger));
        }
        strangers(known);
    }

    ReadFailure failed(LeaderTerm leaderTerm, Failure failure) throws WriteFailedException, InterruptedException {
        String word = "the directory cannot be read: " + failure;
        DirectorySyncState note = DirectorySyncState.read(ledger);
        // Whoever goes on from a page of a list that never ends would end as this one did.
        DirectorySyncState next = failure.code().equals(PageTrail.ENDLESS) ? note.fromTheBeginning() : note;
        leaderTerm.write(DirectorySyncState.KEY, next.failed(word));
        return new ReadFailure(word, failure);
    }

    /** @return false when the link can be used no more */
    private boolean changes(LeaderTerm leaderTerm, DirectorySyncState state)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        RosterChanges changes = new RosterChanges(book);
        PageTrail trail = new PageTrail(MicrosoftService.GRAPH, "the list of the directory's changes");
        Optional<UserPage> page = users.changes(trail.follow(state.deltaLink().orElseThrow()), ask());
        while (page.isPresent()) {
            take(page.get(), changes);
            if (page.get().next().isEmpty()) {
                changes.flush();
                leaderTerm.write(DirectorySyncState.KEY, state.changed(deltaLink(page.get()), clock.instant()));
                if (changes.count() > 0) {
                    LOG.infof("directory changes read entries=%d", changes.count());
                }
                return true;
            }
            page = users.changes(trail.follow(page.get().next().get()), ask());
        }
        LOG.warn("the directory's delta link is refused or does not lead to Graph: everybody is read anew");
        return false;
    }

    private void everybody(LeaderTerm leaderTerm, DirectorySyncState state)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        Set<String> before = Set.copyOf(ledger.roster().keySet());
        PageTrail trail = new PageTrail(MicrosoftService.GRAPH, "the list of everybody");
        Optional<UserPage> left = state.nextLink().isPresent()
                ? users.changes(trail.follow(state.nextLink().get()), ask())
                : Optional.empty();
        // Only where the roster holds nobody but those whom this very read has put there can it go on in another term:
        // otherwise whom it has seen is known only here.
        boolean first = before.isEmpty() || left.isPresent();
        UserPage page = left.isPresent() ? left.get() : users.delta(ask());
        Set<String> seen = new HashSet<>();
        while (true) {
            RosterChanges changes = new RosterChanges(book);
            take(page, changes);
            page.users().forEach(user -> seen.add(user.id()));
            changes.flush();
            if (page.next().isEmpty()) {
                break;
            }
            String next = trail.follow(page.next().get());
            if (first) {
                leaderTerm.write(DirectorySyncState.KEY, state.reading(next));
            }
            page = users.changes(next, ask())
                    .orElseThrow(
                            () -> unreadable("the list's next page is refused, or its link does not lead to Graph"));
        }
        if (seen.isEmpty() && left.isEmpty()) {
            throw unreadable("the directory came out empty");
        }
        int missing = first ? 0 : missing(before, seen);
        leaderTerm.write(DirectorySyncState.KEY, state.complete(deltaLink(page), clock.instant()));
        int people = RosterCounts.of(ledger.roster().values()).people();
        LOG.infof("directory read people=%d missing=%d", people, missing);
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

    /** A list that ends too early looks like a whole one: whoever is missing is asked for once more, alone. */
    private int missing(Set<String> before, Set<String> seen)
            throws MicrosoftCallException, WriteFailedException, InterruptedException {
        RosterChanges changes = new RosterChanges(book);
        int missing = 0;
        for (String id : before) {
            RosterEntry entry = ledger.roster().get(id);
            if (seen.contains(id) || entry == null || entry.goneSince().isPresent()) {
                continue;
            }
            Optional<DirectoryUser> there = users.find(id, ask());
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

    /** @param known of whom there were records before the read: whoever came meanwhile may not be in it */
    private void strangers(Set<String> known) throws WriteFailedException, InterruptedException {
        Instant now = clock.instant();
        RosterChanges changes = new RosterChanges(book);
        known.stream()
                .filter(id -> !ledger.roster().containsKey(id))
                .forEach(id -> changes.change(id, entry -> entry.or(() -> Optional.of(stranger(id, now)))));
        changes.flush();
        if (changes.count() > 0) {
            LOG.infof("records of people whom the directory does not know people=%d", changes.count());
        }
    }

    private RosterEntry stranger(String id, Instant now) {
        return RosterEntryChanges.leaving(
                RosterEntryChanges.stranger(ledger.of(id), now), RosterEntry.Leaving.What.TENANT, now);
    }

    private static String deltaLink(UserPage page) throws MicrosoftCallException {
        return page.deltaLink().orElseThrow(() -> unreadable("the list ends without a delta link"));
    }

    private static MicrosoftCallException unreadable(String detail) {
        return new MicrosoftCallException(Failure.unreadable(MicrosoftService.GRAPH, "directory", detail));
    }

    private CallContext ask() {
        return CallContext.within(Priority.SWEEP, PATIENCE, clock);
    }
}
