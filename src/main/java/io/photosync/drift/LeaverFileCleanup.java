package io.photosync.drift;

import io.photosync.call.CallContext;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.leader.LeaderTask;
import io.photosync.leader.LeaderTerm;
import io.photosync.ledger.Ledger;
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
 * Deletes the files of people who left, before they are forgotten. Only those named by the person's object id are ours to delete;
 * others may be somebody else's by now.
 */
@ApplicationScoped
class LeaverFileCleanup implements LeaderTask, LeaverFilesCheck {
    private static final Logger LOG = Logger.getLogger(LeaverFileCleanup.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PhotoLibrary library;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final LeaverRetention rules;
    private final Clock clock;

    LeaverFileCleanup(PhotoLibrary library, Ledger ledger, TopicWriter writer, LeaverRetention rules, Clock clock) {
        this.library = library;
        this.ledger = ledger;
        this.writer = writer;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public boolean of(String userId) {
        Optional<Instant> since = ledger.of(userId).roster().flatMap(RosterEntry::goneSince);
        return rules.deleting()
                && since.filter(gone -> !rules.givenUp(gone, clock.instant())).isPresent()
                && mayStand(userId, ledger.of(userId).target());
    }

    @Override
    public String name() {
        return "leavers-files";
    }

    @Override
    public boolean enabled() {
        return rules.deleting();
    }

    @Override
    public void run(LeaderTerm leaderTerm) throws WriteFailedException, InterruptedException {
        while (true) {
            delete();
            Thread.sleep(rules.every());
        }
    }

    private void delete() throws WriteFailedException, InterruptedException {
        for (Map.Entry<String, RosterEntry> person : ledger.roster().entrySet()) {
            boolean due = person.getValue()
                    .goneSince()
                    .filter(gone -> rules.due(gone, clock.instant()))
                    .isPresent();
            if (due && mayStand(person.getKey(), ledger.of(person.getKey()).target())) {
                delete(person.getKey());
            }
        }
    }

    private static boolean mayStand(String userId, SharePointState sharePointState) {
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
            LOG.infof("files of a leaver are left to the next look user=%s: %s", userId, e.getMessage());
            return;
        }
        ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, userId, gone(clock.instant())));
        LOG.infof("files of a leaver deleted user=%s", userId);
    }

    /** Nothing stands any more. Whoever comes back is synced like somebody new. */
    private static Settlement gone(Instant now) {
        return Settlement.decided(
                Settlement.State.REMOVED, UUID.randomUUID().toString(), "drift", "left the tenant", now, now);
    }
}
