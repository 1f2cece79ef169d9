package io.photosync.deadletter;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator saw before acting.
 *
 * @param offsets by name as in the selection, the offset of the letter; any other letter is a conflict
 * @param at the moment of looking: letters that failed after it are left out
 * @param expected number of letters that matched then
 */
public record Seen(Map<String, Long> offsets, Optional<Instant> at, Optional<Integer> expected) {
    public static final Seen NOTHING = new Seen(Map.of(), Optional.empty(), Optional.empty());

    public Seen {
        offsets = Map.copyOf(offsets);
    }
}
