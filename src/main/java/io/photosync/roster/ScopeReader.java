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
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Reads the members of the scope's groups and updates the roster. While a group cannot be read the scope stays
 * unchanged.
 */
final class ScopeReader {
    private static final Logger LOG = Logger.getLogger(ScopeReader.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Users users;
    private final RosterWriter rosterWriter;
    private final Ledger ledger;
    private final ScopeGroups scopeGroups;
    private final Clock clock;

    ScopeReader(Users users, RosterWriter rosterWriter, Ledger ledger, ScopeGroups scopeGroups, Clock clock) {
        this.users = users;
        this.rosterWriter = rosterWriter;
        this.ledger = ledger;
        this.scopeGroups = scopeGroups;
        this.clock = clock;
    }

    /** @return the failure when a group could not be read; empty on success */
    Optional<ReadFailure> read(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        ScopeMembers scopeMembers;
        try {
            scopeMembers = members();
        } catch (UnreadableGroupException e) {
            ScopeState state = ScopeState.of(ledger);
            String consequence =
                    state.definedBy(scopeGroups) ? "the scope stays as it was" : "no user is in scope until it can be";
            String message = e.getMessage() + "; " + consequence;
            leaderTerm.write(StateKey.SCOPE, state.failed(message));
            return Optional.of(new ReadFailure(message, e.failure()));
        }
        ScopeState before = ScopeState.of(ledger);
        int changed = apply(scopeMembers, before.definedBy(scopeGroups));
        if (scopeGroups.any()
                || !before.definedBy(scopeGroups)
                || before.trouble().isPresent()) {
            leaderTerm.write(StateKey.SCOPE, ScopeState.read(scopeGroups, clock.instant()));
        }
        if (changed > 0) {
            LOG.infof("scope changed count=%d", changed);
        }
        return Optional.empty();
    }

    /**
     * @param same whether these groups defined the scope before: users whom a new setting excludes need no confirmation
     * @return number of changed entries
     */
    private int apply(ScopeMembers scopeMembers, boolean same) throws WriteFailedException, InterruptedException {
        RosterChanges changes = new RosterChanges(rosterWriter);
        for (Map.Entry<String, RosterEntry> user : ledger.roster().entrySet()) {
            GroupMembership groupMembership = scopeMembers.of(user.getKey());
            changes.change(
                    user.getKey(),
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
            UserPage page = users.members(groupId, callContext());
            Optional<Long> all = page.count();
            page.users().forEach(user -> ids.add(user.id()));
            while (page.next().isPresent()) {
                page = users.nextMembers(trail.follow(page.next().get()), callContext());
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

    /**
     * A user missing from the excluded group's list would be published, which cannot be undone; so a short list is an
     * error.
     */
    private static Failure tooShort(int read, long there) {
        return Failure.unreadable(
                MicrosoftService.GRAPH,
                "list-too-short",
                "%d members were listed of a group of %d".formatted(read, there));
    }

    private CallContext callContext() {
        return CallContext.within(Priority.SWEEP, PATIENCE, clock);
    }
}
