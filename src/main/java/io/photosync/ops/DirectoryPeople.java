package io.photosync.ops;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.Priority;
import io.photosync.exchange.Users;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Asks Microsoft Graph; an operator waits for the answer. */
@ApplicationScoped
class DirectoryPeople implements People {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Users users;
    private final Clock clock;

    DirectoryPeople(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Optional<Person> find(String idOrUpn) throws CallFailed, InterruptedException {
        try {
            return users.find(idOrUpn, new Ask(Priority.CONTROL, clock.instant().plus(PATIENCE)))
                    .map(user -> new Person(user.id(), user.userPrincipalName()));
        } catch (CallFailed e) {
            if (e.failure().kind() == Failure.Kind.REFUSED && e.failure().status() == 400) {
                return Optional.empty(); // Not even the form of a name.
            }
            throw e;
        }
    }
}
