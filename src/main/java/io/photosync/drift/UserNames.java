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

/** People's names now: the roster's, else the directory's. */
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

    /** @return empty for those who are gone, and where the directory does not say */
    Optional<String> of(String userId) throws InterruptedException {
        Optional<RosterEntry> listed = ledger.of(userId).roster();
        if (listed.isPresent()) {
            return listed.map(RosterEntry::userPrincipalName);
        }
        try {
            return users.find(userId, CallContext.within(Priority.BULK, PATIENCE, clock))
                    .map(DirectoryUser::userPrincipalName);
        } catch (MicrosoftCallException e) {
            LOG.infof("left to the next check user=%s: %s", userId, e.getMessage());
            return Optional.empty();
        }
    }
}
