package io.photosync.drift;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.kafka.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ledger.SharePointState;
import io.photosync.roster.LeaverFilesCheck;
import io.photosync.sharepoint.PhotoFiles;
import io.photosync.sharepoint.PhotoLibrary;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Deletes leavers' files before the leavers are forgotten. Only files named by the user's object id are ours to delete;
 * others may belong to another user by now.
 */
@ApplicationScoped
class LeaverFileCleanup implements LeaderTask, LeaverFilesCheck {
    private static final Logger LOG = Logger.getLogger(LeaverFileCleanup.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PhotoLibrary library;
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final LeaverRetention retention;
    private final Clock clock;

    LeaverFileCleanup(
            PhotoLibrary library, Ledger ledger, LedgerWriter writer, LeaverRetention retention, Clock clock) {
        this.library = library;
        this.ledger = ledger;
        this.writer = writer;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public boolean of(String userId) {
        Optional<Instant> since = ledger.of(userId).roster().flatMap(RosterEntry::goneSince);
        return retention.deleting()
                && since.filter(gone -> !retention.givenUp(gone, clock.instant()))
                        .isPresent()
                && mayHaveFiles(userId, ledger.of(userId).target());
    }

    @Override
    public String name() {
        return "leavers-files";
    }

    @Override
    public boolean enabled() {
        return retention.deleting();
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        while (true) {
            delete();
            Thread.sleep(retention.every());
        }
    }

    private void delete() throws WriteFailedException, InterruptedException {
        for (Map.Entry<String, RosterEntry> user : ledger.roster().entrySet()) {
            boolean due = user.getValue()
                    .goneSince()
                    .filter(gone -> retention.due(gone, clock.instant()))
                    .isPresent();
            if (due && mayHaveFiles(user.getKey(), ledger.of(user.getKey()).target())) {
                delete(user.getKey());
            }
        }
    }

    private static boolean mayHaveFiles(String userId, SharePointState sharePointState) {
        boolean removed = sharePointState
                .last()
                .filter(end -> end.state() == Settlement.State.REMOVED)
                .isPresent();
        return !removed
                && sharePointState
                        .fileBaseName()
                        .filter(userId::equalsIgnoreCase)
                        .isPresent();
    }

    private void delete(String userId) throws WriteFailedException, InterruptedException {
        if (!ledger.follows()) {
            throw WriteFailedException.notFollowed();
        }
        try {
            for (String file : new PhotoFiles(userId).names()) {
                library.delete(file, CallContext.within(Priority.BULK, PATIENCE, clock));
            }
        } catch (MicrosoftCallException e) {
            LOG.infof("leaver's files not deleted, retried at the next run user=%s: %s", userId, e.getMessage());
            return;
        }
        writer.write(Topic.PHOTO_SETTLED, userId, gone(clock.instant()));
        LOG.infof("leaver's files deleted user=%s", userId);
    }

    /** No files remain. A user who comes back is synced like a new one. */
    private static Settlement gone(Instant now) {
        return Settlement.decided(
                Settlement.State.REMOVED, UUID.randomUUID().toString(), "drift", "left the tenant", now, now);
    }
}
