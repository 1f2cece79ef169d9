package io.photosync.roster;

import static io.photosync.roster.DirectorySamples.NOON;
import static io.photosync.roster.DirectorySamples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.testkit.RosterEntryBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterCountsTest {

    @Test
    void users_are_counted_by_how_they_are_managed() {
        // Given
        RosterEntry ada = entry("ada");
        RosterEntry guest =
                new RosterEntryBuilder("g#EXT#", "G").mailbox(false).guest(true).build();
        RosterEntry external = new RosterEntryBuilder("m_other.example#ext#@contoso.example", "M").build();
        RosterEntry disabled = new RosterEntryBuilder("d", "D")
                .enabled(false)
                .mediaEtag("e1")
                .seenAt(NOON)
                .build();

        // When
        RosterCounts counts = RosterCounts.of(List.of(
                ada,
                guest,
                external,
                disabled,
                entry("n").mailbox(false),
                entry("o").inScope(false),
                entry("x").goneSince(NOON)));

        // Then
        assertThat(counts).isEqualTo(new RosterCounts(6, 4, 1, 1, 1, 1, 1, 1, 1));
    }
}
