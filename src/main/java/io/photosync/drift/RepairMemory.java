package io.photosync.drift;

import io.photosync.event.WrittenFiles;
import io.photosync.kafka.StateKey;
import io.photosync.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The repairs of this check, for the next one: a difference that returns after our own repair is caused by SharePoint.
 * The value under {@code drift-repairs} in {@code photosync-state}.
 *
 * @param repaired at most {@value #AT_MOST}
 * @param alteration how SharePoint alters files that we write, if known
 */
record RepairMemory(List<Repaired> repaired, Optional<Alteration> alteration) {
    /** Some 250 KB; Kafka accepts 1 MB per record. */
    static final int AT_MOST = 1_000;

    private static final RepairMemory NONE = new RepairMemory(List.of(), Optional.empty());
    private static final Logger LOG = Logger.getLogger(RepairMemory.class);

    /**
     * A repair that is not checked yet.
     *
     * @param eventId event of the repair
     * @param seen the files before it, if all were there
     * @param times consecutive repairs of this user
     */
    record Repaired(String userId, String eventId, DriftFinding.What what, Optional<WrittenFiles> seen, int times) {}

    RepairMemory {
        repaired = repaired == null ? List.of() : List.copyOf(repaired.subList(0, Math.min(AT_MOST, repaired.size())));
    }

    /** An unreadable record counts as no memory; the cost is one more repair per user. */
    static RepairMemory read(Ledger ledger) {
        return ledger.state(StateKey.DRIFT_REPAIRS, RepairMemory.class).orElse(NONE);
    }
}
