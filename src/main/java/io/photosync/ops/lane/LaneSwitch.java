package io.photosync.ops.lane;

import io.photosync.event.Lane;
import io.photosync.event.LanePauses;
import io.photosync.event.LanePauses.Pause;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.TopicWriter.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ops.ReadyLedger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Pauses and resumes lanes on all replicas, which read the record through their ledger. */
@ApplicationScoped
public class LaneSwitch {
    private static final Logger LOG = Logger.getLogger(LaneSwitch.class);

    private final ReadyLedger ledger;
    private final LedgerWriter writer;
    /**
     * Serializes requests at this replica; of two replicas at the same moment the later write wins, and the answer
     * shows it.
     */
    private final ReentrantLock changing = new ReentrantLock();

    LaneSwitch(ReadyLedger ledger, LedgerWriter writer) {
        this.ledger = ledger;
        this.writer = writer;
    }

    /** @return paused lanes, once this replica's ledger has folded the change */
    LanePauses set(Lane lane, Optional<Pause> pause) throws WriteFailedException, InterruptedException {
        changing.lockInterruptibly();
        try {
            Ledger known = ledger.get();
            // Pausing a paused lane keeps its first pause.
            if (pause.isPresent() && read(known).of(lane).isPresent()) {
                return read(known);
            }
            writer.write(StateKey.LANE_PAUSES, read(known).with(lane, pause));
            return read(known);
        } finally {
            changing.unlock();
        }
    }

    /** An unreadable record pauses no lane; the next pause or resume replaces it. */
    public static LanePauses read(Ledger ledger) {
        return ledger.state(StateKey.LANE_PAUSES, LanePauses.class).orElse(LanePauses.NONE);
    }
}
