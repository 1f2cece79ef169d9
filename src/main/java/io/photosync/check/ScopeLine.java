package io.photosync.check;

import io.photosync.call.MicrosoftCallException;
import io.photosync.graph.UserPage;
import io.photosync.roster.ScopeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks whether the members of the groups in {@code photosync.scope.*} can be read. */
final class ScopeLine implements Check {
    private final ScopeSettings scope;
    private final Tenant tenant;

    ScopeLine(ScopeSettings scope, Tenant tenant) {
        this.scope = scope;
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "scope";
    }

    @Override
    public Line run() throws MicrosoftCallException, InterruptedException {
        List<String> said = new ArrayList<>();
        boolean empty = false;
        for (Optional<String> group : List.of(scope.groupId(), scope.excludedGroupId())) {
            if (group.isPresent()) {
                UserPage first = tenant.graph.users().members(group.get(), tenant.callContext());
                said.add("group %s has %s members"
                        .formatted(
                                group.get(), first.count().map(String::valueOf).orElse("some")));
                empty |= first.users().isEmpty();
            }
        }
        if (said.isEmpty()) {
            return Line.works(name(), "all users: no group is set");
        }
        String says = String.join(", ", said);
        return empty
                ? Line.unclear(
                        name(),
                        says,
                        "An empty pilot group means that no user is synced; a group that hides its members needs the"
                                + " permission Member.Read.Hidden.")
                : Line.works(name(), says);
    }
}
