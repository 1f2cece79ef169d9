package io.photosync.roster;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.PageTrail;
import io.photosync.call.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.graph.UserPage;
import io.photosync.graph.Users;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTerm;
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
    private final RosterWriter book;
    private final Ledger ledger;
    private final ScopeGroups scopeGroups;
    private final Clock clock;

    ScopeReader(Users users, RosterWriter book, Ledger ledger, ScopeGroups scopeGroups, Clock clock) {
        this.users = users;
        this.book = book;
        this.ledger = ledger;
        this.scopeGroups = scopeGroups;
        this.clock = clock;
    }

    /** @return why a group could not be read */
    Optional<ReadFailure> read(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        ScopeMembers scopeMembers;
        try {
            scopeMembers = members();
        } catch (UnreadableGroupException e) {
            ScopeState state = ScopeState.of(ledger);
            String consequence =
                    state.goesBy(scopeGroups) ? "the scope stays as it was" : "nobody is in scope until it can be";
            String word = e.getMessage() + "; " + consequence;
            leaderTerm.write(ScopeState.KEY, state.failed(word));
            return Optional.of(new ReadFailure(word, e.failure()));
        }
        ScopeState before = ScopeState.of(ledger);
        int changed = apply(scopeMembers, before.goesBy(scopeGroups));
        if (scopeGroups.any() || !before.goesBy(scopeGroups) || before.trouble().isPresent()) {
            leaderTerm.write(ScopeState.KEY, ScopeState.read(scopeGroups, clock.instant()));
        }
        if (changed > 0) {
            LOG.infof("scope changed people=%d", changed);
        }
        return Optional.empty();
    }

    /** @param same whether the scope went by these groups before: what a new setting leaves out nobody has to confirm */
    private int apply(ScopeMembers scopeMembers, boolean same) throws WriteFailedException, InterruptedException {
        RosterChanges changes = new RosterChanges(book);
        for (Map.Entry<String, RosterEntry> person : ledger.roster().entrySet()) {
            GroupMembership groupMembership = scopeMembers.of(person.getKey());
            changes.change(
                    person.getKey(),
                    entry -> entry.map(before -> ScopeChange.after(before, groupMembership, same, clock.instant())));
        }
        changes.flush();
        return changes.count();
    }

    private ScopeMembers members() throws UnreadableGroupException, InterruptedException {
        Optional<Set<String>> group = scopeGroups.group().isEmpty()
                ? Optional.empty()
                : Optional.of(members(ScopeGroups.GROUP, scopeGroups.group().get()));
        Set<String> excluded = scopeGroups.excluded().isEmpty()
                ? Set.of()
                : members(ScopeGroups.EXCLUDED_GROUP, scopeGroups.excluded().get());
        return new ScopeMembers(group, excluded);
    }

    private Set<String> members(String setting, String groupId) throws UnreadableGroupException, InterruptedException {
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
                throw new MicrosoftCallException(tooShort(ids.size(), all.get()));
            }
            return ids;
        } catch (MicrosoftCallException e) {
            throw new UnreadableGroupException(setting, groupId, e.failure());
        }
    }

    /** Whoever is missing from a list of the excluded group would be published, which nobody can take back. */
    private static Failure tooShort(int read, long there) {
        return Failure.unreadable(
                MicrosoftService.GRAPH,
                "list-too-short",
                "%d members were listed of a group of %d".formatted(read, there));
    }

    private CallContext ask() {
        return CallContext.within(Priority.SWEEP, PATIENCE, clock);
    }
}
