package io.photosync.roster;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.MicrosoftService;
import io.photosync.budget.PageTrail;
import io.photosync.budget.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.exchange.UserPage;
import io.photosync.exchange.Users;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Reads who is in the groups that bound the scope, and puts the entries right. While a group cannot be read all stays as it was. */
final class ScopeReader {
    private static final Logger LOG = Logger.getLogger(ScopeReader.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Users users;
    private final RosterBook book;
    private final Ledger ledger;
    private final Bounds bounds;
    private final Clock clock;

    ScopeReader(Users users, RosterBook book, Ledger ledger, Bounds bounds, Clock clock) {
        this.users = users;
        this.book = book;
        this.ledger = ledger;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** @return why a group could not be read */
    Optional<Trouble> read(Term term) throws NotWritten, InterruptedException {
        Members members;
        try {
            members = members();
        } catch (GroupUnreadable e) {
            ScopeState state = ScopeState.of(ledger);
            String consequence =
                    state.goesBy(bounds) ? "the scope stays as it was" : "nobody is in scope until it can be";
            String word = e.getMessage() + "; " + consequence;
            term.write(ScopeState.KEY, state.failed(word));
            return Optional.of(new Trouble(word, e.failure()));
        }
        ScopeState before = ScopeState.of(ledger);
        int changed = apply(members, before.goesBy(bounds));
        if (bounds.any() || !before.goesBy(bounds) || before.trouble().isPresent()) {
            term.write(ScopeState.KEY, ScopeState.read(bounds, clock.instant()));
        }
        if (changed > 0) {
            LOG.infof("scope changed people=%d", changed);
        }
        return Optional.empty();
    }

    /** @param same whether the scope went by these groups before: what a new setting leaves out nobody has to confirm */
    private int apply(Members members, boolean same) throws NotWritten, InterruptedException {
        RosterChanges changes = new RosterChanges(book);
        for (Map.Entry<String, RosterEntry> person : ledger.roster().entrySet()) {
            Membership membership = members.of(person.getKey());
            changes.change(
                    person.getKey(),
                    entry -> entry.map(before -> ScopeChange.after(before, membership, same, clock.instant())));
        }
        changes.flush();
        return changes.count();
    }

    private Members members() throws GroupUnreadable, InterruptedException {
        Optional<Set<String>> group = bounds.group().isEmpty()
                ? Optional.empty()
                : Optional.of(members(Bounds.GROUP, bounds.group().get()));
        Set<String> excluded = bounds.excluded().isEmpty()
                ? Set.of()
                : members(Bounds.EXCLUDED_GROUP, bounds.excluded().get());
        return new Members(group, excluded);
    }

    private Set<String> members(String setting, String groupId) throws GroupUnreadable, InterruptedException {
        try {
            Set<String> ids = new HashSet<>();
            PageTrail trail = new PageTrail(MicrosoftService.GRAPH, "the list of members");
            UserPage page = users.members(groupId, ask());
            Optional<Long> all = page.count();
            page.users().forEach(user -> ids.add(user.id()));
            while (page.next().isPresent()) {
                page = users.nextMembers(trail.follow(page.next().get()), ask());
                page.users().forEach(user -> ids.add(user.id()));
            }
            if (all.filter(count -> ids.size() < count).isPresent()) {
                throw new CallFailed(tooShort(ids.size(), all.get()));
            }
            return ids;
        } catch (CallFailed e) {
            throw new GroupUnreadable(setting, groupId, e.failure());
        }
    }

    /** Whoever is missing from a list of the excluded group would be published, which nobody can take back. */
    private static Failure tooShort(int read, long there) {
        return new Failure(
                MicrosoftService.GRAPH,
                Failure.Kind.UNREADABLE,
                0,
                "list-too-short",
                "%d members were listed of a group of %d".formatted(read, there),
                Optional.empty(),
                Optional.empty());
    }

    private Ask ask() {
        return new Ask(Priority.SWEEP, clock.instant().plus(PATIENCE));
    }
}
