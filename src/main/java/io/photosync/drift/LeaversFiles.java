package io.photosync.drift;

import io.photosync.budget.Ask;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Priority;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Topic;
import io.photosync.event.TopicWriter;
import io.photosync.event.TopicWriter.NotWritten;
import io.photosync.leader.Duty;
import io.photosync.leader.Term;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.Target;
import io.photosync.roster.Traces;
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
class LeaversFiles implements Duty, Traces {
    private static final Logger LOG = Logger.getLogger(LeaversFiles.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PhotoLibrary library;
    private final Ledger ledger;
    private final TopicWriter writer;
    private final LeaverRules rules;
    private final Clock clock;

    LeaversFiles(PhotoLibrary library, Ledger ledger, TopicWriter writer, LeaverRules rules, Clock clock) {
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
    public void run(Term term) throws NotWritten, InterruptedException {
        while (rules.deleting()) {
            delete();
            Thread.sleep(rules.every());
        }
        Thread.sleep(Duration.ofDays(1));
    }

    private void delete() throws NotWritten, InterruptedException {
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

    private static boolean mayStand(String userId, Target target) {
        boolean removed = target.last()
                .filter(end -> end.state() == Settlement.State.REMOVED)
                .isPresent();
        return !removed
                && target.fileBaseName().filter(userId::equalsIgnoreCase).isPresent();
    }

    private void delete(String userId) throws NotWritten, InterruptedException {
        if (!ledger.follows()) {
            throw NotWritten.notFollowed();
        }
        try {
            for (String file : new PhotoFiles(userId).names()) {
                library.delete(file, new Ask(Priority.BULK, clock.instant().plus(PATIENCE)));
            }
        } catch (CallFailed e) {
            LOG.infof("files of a leaver are left to the next look user=%s: %s", userId, e.getMessage());
            return;
        }
        ledger.awaitFolded(writer.write(Topic.PHOTO_SETTLED, userId, gone(clock.instant())));
        LOG.infof("files of a leaver deleted user=%s", userId);
    }

    /** Nothing stands any more. Whoever comes back is synced like somebody new. */
    private static Settlement gone(Instant now) {
        return new Settlement(
                Settlement.State.REMOVED,
                UUID.randomUUID().toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("left the tenant"),
                "drift",
                UUID.randomUUID().toString(),
                1,
                now,
                now);
    }
}
