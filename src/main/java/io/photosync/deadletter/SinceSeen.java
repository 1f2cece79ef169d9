package io.photosync.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A selection now, compared with what the operator saw.
 *
 * @param at this moment: what the operator may act on next carries it
 * @param matching number of letters that match, without the newer ones
 * @param newer number of letters left out, since they failed after the moment of looking
 * @param fewer how many letters fewer match than were expected
 * @param more how many letters more match than were expected at the moment of looking: they are dated before it, by a
 *     clock behind ours or since they match only now, and nobody has seen them; any prevents the whole action
 * @param conflicts letters at another offset than the operator saw; any conflict prevents the whole action
 */
public record SinceSeen(Instant at, int matching, int newer, int fewer, int more, List<Conflict> conflicts) {
    /**
     * @param user name as in the selection
     * @param seen offset that the operator saw
     * @param now offset of the open letter; absent when it was resolved
     */
    public record Conflict(String user, long seen, Optional<Long> now) {}

    public SinceSeen {
        conflicts = List.copyOf(conflicts);
    }
}
