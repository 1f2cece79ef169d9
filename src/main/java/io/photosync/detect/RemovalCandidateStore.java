package io.photosync.detect;

import static io.photosync.kafka.StateKey.Family.REMOVAL_CANDIDATES;

import io.photosync.event.PhotoEvent.Cause;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Removal candidates that hints led to, as records in {@code photosync-state} until the leader has processed them:
 * hints are processed on every replica, and their offsets are committed only when nothing can be lost.
 */
@ApplicationScoped
public class RemovalCandidateStore {
    private static final Logger LOG = Logger.getLogger(RemovalCandidateStore.class);
    /** More than this are an incident; the sweep finds the others. */
    private static final int AT_MOST = 1_000;

    /**
     * When this replica saw each record first: the clock of the one that wrote it may be behind ours, and the second
     * answer would be due at once. Kept beyond a term, so that the wait does not begin again with each. Guarded by this.
     */
    private final Map<String, Seen> seen = new HashMap<>();

    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Clock clock;

    RemovalCandidateStore(Ledger ledger, LedgerWriter writer, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
    }

    /** The value of a record; its key names the user. */
    record Value(String userPrincipalName, Cause cause, Instant first) {}

    private record Seen(Value value, Instant at) {}

    /** Returns when the ledger has folded the record. */
    void add(String userId, String userPrincipalName, Cause cause) throws WriteFailedException, InterruptedException {
        Map<String, Value> records = ledger.states(REMOVAL_CANDIDATES, Value.class);
        if (records.containsKey(userId)) {
            return;
        }
        if (records.size() >= AT_MOST) {
            LOG.warnf("removal candidate not recorded, the sweep finds it again user=%s count=%d", userId, AT_MOST);
            return;
        }
        writer.write(REMOVAL_CANDIDATES.of(userId), new Value(userPrincipalName, cause, clock.instant()));
    }

    public synchronized List<RemovalCandidate> all() {
        Map<String, Value> records = ledger.states(REMOVAL_CANDIDATES, Value.class);
        seen.keySet().retainAll(records.keySet());
        List<RemovalCandidate> all = new ArrayList<>();
        records.forEach((userId, value) -> all.add(candidate(userId, value)));
        return all;
    }

    private RemovalCandidate candidate(String userId, Value value) {
        Instant first = seen.compute(
                        userId,
                        (user, known) ->
                                known != null && known.value().equals(value) ? known : new Seen(value, clock.instant()))
                .at();
        return new RemovalCandidate(
                userId, value.userPrincipalName(), value.cause(), first, first, Optional.of(value.first()));
    }

    /** The candidate was processed, or has a photo after all. */
    public void erase(String userId) throws WriteFailedException, InterruptedException {
        StateKey key = REMOVAL_CANDIDATES.of(userId);
        if (ledger.state(key, Value.class).isPresent()) {
            writer.erase(key);
        }
    }
}
