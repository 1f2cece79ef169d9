package io.photosync.roster;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.MicrosoftService;
import io.photosync.budget.PageTrail;
import io.photosync.budget.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.DirectoryUser;
import io.photosync.exchange.UserPage;
import io.photosync.exchange.Users;
import io.photosync.leader.Term;
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
 * misses them has come to its end, and the directory has said so of them; nor as one of many before {@link LeavingPeople} has let them go.
 */
final class DirectoryReader {
    private static final Logger LOG = Logger.getLogger(DirectoryReader.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Users users;
    private final RosterBook book;
    private final Ledger ledger;
    private final Bounds bounds;
    private final Duration fullEvery;
    private final Clock clock;

    /** @param fullEvery how often everybody is read anew */
    DirectoryReader(Users users, RosterBook book, Ledger ledger, Bounds bounds, Duration fullEvery, Clock clock) {
        this.fullEvery = fullEvery;
        this.users = users;
        this.book = book;
        this.ledger = ledger;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** Reads what there is to read. What was read before a failure is kept. */
    void read(Term term) throws CallFailed, NotWritten, InterruptedException {
        Set<String> known = ledger.users();
        RosterNote state = RosterNote.read(ledger);
        boolean anew = state.deltaLink().isPresent() && !changes(term, state);
        // After the changes: a list of everybody that does not get to its end must not hold them up.
        if (anew || RosterNote.read(ledger).fullReadDue(fullEvery, clock.instant())) {
            everybody(term, RosterNote.read(ledger));
        }
        strangers(known);
    }

    Trouble failed(Term term, Failure failure) throws NotWritten, InterruptedException {
        String word = "the directory cannot be read: " + failure;
        RosterNote note = RosterNote.read(ledger);
        // Whoever goes on from a page of a list that never ends would end as this one did.
        RosterNote next = failure.code().equals(PageTrail.ENDLESS) ? note.fromTheBeginning() : note;
        term.write(RosterNote.KEY, next.failed(word));
        return new Trouble(word, failure);
    }

    /** @return false when the link can be used no more */
    private boolean changes(Term term, RosterNote state) throws CallFailed, NotWritten, InterruptedException {
        RosterChanges changes = new RosterChanges(book);
        PageTrail trail = new PageTrail(MicrosoftService.GRAPH, "the list of the directory's changes");
        Optional<UserPage> page = users.changes(trail.follow(state.deltaLink().orElseThrow()), ask());
        while (page.isPresent()) {
            take(page.get(), changes);
            if (page.get().next().isEmpty()) {
                changes.flush();
                term.write(RosterNote.KEY, state.changed(deltaLink(page.get()), clock.instant()));
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

    private void everybody(Term term, RosterNote state) throws CallFailed, NotWritten, InterruptedException {
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
                term.write(RosterNote.KEY, state.reading(next));
            }
            page = users.changes(next, ask())
                    .orElseThrow(
                            () -> unreadable("the list's next page is refused, or its link does not lead to Graph"));
        }
        if (seen.isEmpty() && left.isEmpty()) {
            throw unreadable("the directory came out empty");
        }
        int missing = first ? 0 : missing(before, seen);
        term.write(RosterNote.KEY, state.complete(deltaLink(page), clock.instant()));
        int people = RosterCounts.of(ledger.roster().values()).people();
        LOG.infof("directory read people=%d missing=%d", people, missing);
    }

    private void take(UserPage page, RosterChanges changes) {
        Instant now = clock.instant();
        for (DirectoryUser user : page.users()) {
            changes.change(user.id(), before -> Optional.of(Entries.present(user, before, !bounds.any(), now)));
        }
        for (String id : page.removed()) {
            changes.change(id, before -> before.map(entry -> Entries.missing(entry, now)));
        }
    }

    /** A list that ends too early looks like a whole one: whoever is missing is asked for once more, alone. */
    private int missing(Set<String> before, Set<String> seen) throws CallFailed, NotWritten, InterruptedException {
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
                        id, known -> Optional.of(Entries.present(there.get(), known, !bounds.any(), clock.instant())));
            } else {
                changes.change(id, known -> known.map(left -> Entries.missing(left, clock.instant())));
                missing++;
            }
        }
        changes.flush();
        return missing;
    }

    /** @param known of whom there were records before the read: whoever came meanwhile may not be in it */
    private void strangers(Set<String> known) throws NotWritten, InterruptedException {
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
        return Entries.leaving(Entries.stranger(ledger.of(id), now), RosterEntry.Leaving.What.TENANT, now);
    }

    private static String deltaLink(UserPage page) throws CallFailed {
        return page.deltaLink().orElseThrow(() -> unreadable("the list ends without a delta link"));
    }

    private static CallFailed unreadable(String detail) {
        return new CallFailed(new Failure(
                MicrosoftService.GRAPH,
                Failure.Kind.UNREADABLE,
                0,
                "directory",
                detail,
                Optional.empty(),
                Optional.empty()));
    }

    private Ask ask() {
        return new Ask(Priority.SWEEP, clock.instant().plus(PATIENCE));
    }
}
