package io.photosync.drift;

import io.photosync.event.WrittenFiles;
import io.photosync.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What the next check must know of the repairs of this one: a difference that comes back after our own repair is SharePoint's doing.
 * The value under {@value #KEY} in {@code photosync-state}.
 *
 * @param alteration what SharePoint makes of files that we write, where that is known
 */
record RepairMemory(List<Repaired> repaired, Optional<Alteration> alteration) {
    static final String KEY = "drift-repairs";
    /** Some 250 KB, of the megabyte that Kafka takes. */
    static final int AT_MOST = 1_000;

    private static final RepairMemory NONE = new RepairMemory(List.of(), Optional.empty());
    private static final Logger LOG = Logger.getLogger(RepairMemory.class);

    /**
     * A repair that was ordered and not checked yet.
     *
     * @param eventId of the repair
     * @param seen the files before it, where they were all there
     * @param times how often in a row this was repaired
     */
    record Repaired(String userId, String eventId, DriftFinding.What what, Optional<WrittenFiles> seen, int times) {}

    RepairMemory {
        repaired = repaired == null ? List.of() : List.copyOf(repaired.subList(0, Math.min(AT_MOST, repaired.size())));
    }

    /** What cannot be read is forgotten: then somebody is repaired once more. */
    static RepairMemory read(Ledger ledger) {
        return ledger.state(KEY, RepairMemory.class).orElse(NONE);
    }
}
