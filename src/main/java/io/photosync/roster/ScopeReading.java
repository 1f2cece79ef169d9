package io.photosync.roster;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Priority;
import io.photosync.event.ScopeSettings;
import io.photosync.exchange.DirectoryUser;
import io.photosync.exchange.UserPage;
import io.photosync.exchange.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the groups that bound the scope. */
@ApplicationScoped
class ScopeReading {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Users users;
    private final ScopeSettings settings;
    private final Clock clock;

    ScopeReading(Users users, ScopeSettings settings, Clock clock) {
        this.users = users;
        this.settings = settings;
        this.clock = clock;
    }

    /** A group could not be read, so nobody knows who is in it. */
    static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient CallFailed failed;

        Unknown(String setting, String groupId, CallFailed failed) {
            super(
                    "%s: the members of the group %s cannot be read: %s".formatted(setting, groupId, failed.failure()),
                    failed);
            this.failed = failed;
        }

        CallFailed failed() {
            return failed;
        }
    }

    Scope read() throws Unknown, InterruptedException {
        Optional<Set<String>> only = Optional.empty();
        if (settings.groupId().isPresent()) {
            only = Optional.of(
                    members("photosync.scope.group-id", settings.groupId().get()));
        }
        Set<String> never = settings.excludedGroupId().isPresent()
                ? members(
                        "photosync.scope.excluded-group-id",
                        settings.excludedGroupId().get())
                : Set.of();
        return new Scope(only, never);
    }

    private Set<String> members(String setting, String groupId) throws Unknown, InterruptedException {
        try {
            Set<String> members = new HashSet<>();
            UserPage page = users.members(groupId, ask());
            add(page, members);
            while (page.next().isPresent()) {
                page = users.nextMembers(page.next().get(), ask());
                add(page, members);
            }
            return members;
        } catch (CallFailed e) {
            throw new Unknown(setting, groupId, e);
        }
    }

    private static void add(UserPage page, Set<String> members) {
        page.users().stream().map(DirectoryUser::id).forEach(members::add);
    }

    private Ask ask() {
        return new Ask(Priority.BULK, clock.instant().plus(PATIENCE));
    }
}
