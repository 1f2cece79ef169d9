package io.photosync.drift;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.graph.DirectoryUser;
import io.photosync.graph.Users;
import io.photosync.ledger.Ledger;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Current user principal names: the roster's, else the directory's. */
@Singleton
final class UserNames {
    private static final Logger LOG = Logger.getLogger(UserNames.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Ledger ledger;
    private final Users users;
    private final Clock clock;

    UserNames(Ledger ledger, Users users, Clock clock) {
        this.ledger = ledger;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Sends a request only for users who are not in the roster.
     *
     * @return empty for users who are gone, and when the request fails
     */
    Optional<String> of(String userId) throws InterruptedException {
        Optional<RosterEntry> listed = ledger.of(userId).roster();
        if (listed.isPresent()) {
            return listed.map(RosterEntry::userPrincipalName);
        }
        try {
            return users.find(userId, CallContext.within(Priority.BULK, PATIENCE, clock))
                    .map(DirectoryUser::userPrincipalName);
        } catch (MicrosoftCallException e) {
            LOG.infof("user name not read, skipped until the next check user=%s: %s", userId, e.getMessage());
            return Optional.empty();
        }
    }
}
