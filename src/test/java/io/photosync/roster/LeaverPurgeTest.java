package io.photosync.roster;

import static io.photosync.roster.DirectorySamples.NOON;
import static io.photosync.roster.DirectorySamples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaverPurgeTest {

    @Test
    void only_a_user_who_is_gone_for_long_enough_is_forgotten() {
        // Given
        Map<String, RosterEntry> roster = Map.of(
                "here", entry("here"),
                "long", entry("long").goneSince(NOON.minusSeconds(1)),
                "just", entry("just").goneSince(NOON),
                "late", entry("late").goneSince(NOON.plusSeconds(1)));

        // When, then
        assertThat(LeaverPurge.of(roster, NOON, userId -> false, 10)).containsExactlyInAnyOrder("long", "just");
        assertThat(LeaverPurge.of(roster, NOON, userId -> false, 1)).hasSize(1);
        assertThat(LeaverPurge.of(roster, NOON, "just"::equals, 1)).containsExactly("long");
    }
}
