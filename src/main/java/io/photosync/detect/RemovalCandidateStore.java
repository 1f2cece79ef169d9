package io.photosync.detect;

import io.photosync.event.PhotoEvent.Cause;
import io.photosync.kafka.Topic;
import io.photosync.kafka.TopicWriter;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Removal candidates that hints led to, as notes in {@code photosync-state} until the leader has processed them: hints are processed
 * on every replica, and their offsets are committed only when nothing can be lost.
 */
@ApplicationScoped
public class RemovalCandidateStore {
    private static final Logger LOG = Logger.getLogger(RemovalCandidateStore.class);
    private static final String PREFIX = "suspect/";
    /** More than this are an incident; the sweep finds the others. */
    private static final int AT_MOST = 1_000;

    private final Ledger ledger;
    private final TopicWriter writer;
    private final Clock clock;

    RemovalCandidateStore(Ledger ledger, TopicWriter writer, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** The value of a note; its key names the user. */
    record Note(String userPrincipalName, Cause cause, Instant first) {}

    /** Returns when the ledger has folded the note. */
    void add(String userId, String userPrincipalName, Cause cause) throws WriteFailedException, InterruptedException {
        Map<String, Note> notes = ledger.states(PREFIX, Note.class);
        if (notes.containsKey(PREFIX + userId)) {
            return;
        }
        if (notes.size() >= AT_MOST) {
            LOG.warnf("removal candidate user=%s left to the sweep, notes count=%d", userId, AT_MOST);
            return;
        }
        ledger.awaitFolded(
                writer.write(Topic.STATE, PREFIX + userId, new Note(userPrincipalName, cause, clock.instant())));
    }

    public List<RemovalCandidate> all() {
        List<RemovalCandidate> all = new ArrayList<>();
        ledger.states(PREFIX, Note.class)
                .forEach((key, note) -> all.add(new RemovalCandidate(
                        key.substring(PREFIX.length()),
                        note.userPrincipalName(),
                        note.cause(),
                        note.first(),
                        note.first(),
                        true)));
        return all;
    }

    /** The candidate was processed, or has a photo after all. */
    public void erase(String userId) throws WriteFailedException, InterruptedException {
        if (ledger.state(PREFIX + userId, Note.class).isPresent()) {
            ledger.awaitFolded(writer.erase(Topic.STATE, PREFIX + userId));
        }
    }
}
