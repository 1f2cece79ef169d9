package io.photosync.ops.lane;

import io.photosync.event.Lane;
import io.photosync.event.LanePauses;
import io.photosync.event.LanePauses.Pause;
import io.photosync.kafka.StateKey;
import io.photosync.kafka.WriteFailedException;
import io.photosync.ledger.Ledger;
import io.photosync.ledger.LedgerWriter;
import io.photosync.ops.ApiException;
import io.photosync.ops.ReadyLedger;
import io.photosync.ops.audit.AuditEntry.Action;
import io.photosync.ops.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Pauses and resumes lanes on all replicas, which read the record through their ledger. */
@ApplicationScoped
public class LaneSwitch {
    private static final Logger LOG = Logger.getLogger(LaneSwitch.class);

    private final ReadyLedger ledger;
    private final LedgerWriter writer;
    private final AuditTrail auditTrail;
    private final Clock clock;
    /**
     * Serializes requests at this replica; of two replicas at the same moment the later write wins, and the answer
     * shows it.
     */
    private final ReentrantLock changing = new ReentrantLock();

    LaneSwitch(ReadyLedger ledger, LedgerWriter writer, AuditTrail auditTrail, Clock clock) {
        this.ledger = ledger;
        this.writer = writer;
        this.auditTrail = auditTrail;
        this.clock = clock;
    }

    /**
     * Writes the audit entry, then pauses the lane.
     *
     * @return paused lanes, once this replica's ledger has folded the change
     * @throws ApiException 503 while the topics are still being read; then nothing was done, and no entry says so
     */
    public LanePauses pause(Lane lane, Optional<String> reason) throws WriteFailedException, InterruptedException {
        Ledger known = ledger.get();
        auditTrail.write(Action.PAUSE, described(lane), 0, reason);
        return set(known, lane, Optional.of(new Pause(auditTrail.operator(), reason, clock.instant())));
    }

    /** Writes the audit entry, then resumes the lane; {@link #pause} likewise. */
    public LanePauses resume(Lane lane, Optional<String> reason) throws WriteFailedException, InterruptedException {
        Ledger known = ledger.get();
        auditTrail.write(Action.RESUME, described(lane), 0, reason);
        return set(known, lane, Optional.empty());
    }

    private static String described(Lane lane) {
        return "lane " + lane.label();
    }

    private LanePauses set(Ledger known, Lane lane, Optional<Pause> pause)
            throws WriteFailedException, InterruptedException {
        changing.lockInterruptibly();
        try {
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
