package io.photosync.ops.user;

import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.graph.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Looks users up in Microsoft Graph, within 10 s, since an operator waits. */
@ApplicationScoped
class GraphUserDirectory implements UserDirectory {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Users users;
    private final Clock clock;

    GraphUserDirectory(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Optional<UserRef> find(String idOrUpn) throws MicrosoftCallException, InterruptedException {
        try {
            return users.find(
                            idOrUpn,
                            CallContext.within(Priority.CONTROL, PATIENCE, clock)
                                    .awaited())
                    .map(user -> new UserRef(user.id(), user.userPrincipalName()));
        } catch (MicrosoftCallException e) {
            if (e.failure().kind() == Failure.Kind.REFUSED && e.failure().status() == 400) {
                return Optional.empty(); // Not a valid id or name.
            }
            throw e;
        }
    }
}
