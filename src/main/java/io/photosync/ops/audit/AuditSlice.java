package io.photosync.ops.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of the audit trail.
 *
 * @param entries newest first
 * @param next read only below this offset to go on; empty where the trail's beginning was reached
 * @param readTo time of the oldest entry that was read; empty where none was
 */
public record AuditSlice(List<AuditEntry> entries, OptionalLong next, Optional<Instant> readTo) {
    public AuditSlice {
        entries = List.copyOf(entries);
    }
}
