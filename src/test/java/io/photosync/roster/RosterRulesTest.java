package io.photosync.roster;

import static io.photosync.roster.DirectorySamples.NOON;
import static io.photosync.roster.DirectorySamples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.testkit.RosterEntryBuilder;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RosterRulesTest {

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

    @Test
    void all_users_are_read_at_first_and_at_each_interval() {
        DirectorySyncState read = DirectorySyncState.UNREAD.complete("link", NOON);

        assertThat(DirectorySyncState.UNREAD.fullReadDue(Duration.ofDays(7), NOON))
                .isTrue();
        assertThat(read.fullReadDue(
                        Duration.ofDays(7), NOON.plus(Duration.ofDays(7)).minusSeconds(1)))
                .isFalse();
        assertThat(read.changed("next", NOON.plusSeconds(60))
                        .fullReadDue(Duration.ofDays(7), NOON.plus(Duration.ofDays(7))))
                .isTrue();
    }

    @Test
    void a_roster_that_was_not_read_for_ten_intervals_is_overdue() {
        // Given
        Duration every = Duration.ofMinutes(5);
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        DirectorySyncState read = DirectorySyncState.UNREAD.complete("link", noon);
        Instant began = noon.minusSeconds(60);

        // Then
        assertThat(RosterView.overdue(read, began, every, noon.plus(Duration.ofMinutes(49))))
                .isEmpty();
        assertThat(RosterView.overdue(read, began, every, noon.plus(Duration.ofMinutes(51))))
                .hasValueSatisfying(why -> assertThat(why).contains("2026-03-01T12:00:00Z", "PT5M"));
        assertThat(RosterView.overdue(DirectorySyncState.UNREAD, noon, every, noon.plus(Duration.ofMinutes(49))))
                .isEmpty();
        assertThat(RosterView.overdue(DirectorySyncState.UNREAD, noon, every, noon.plus(Duration.ofMinutes(51))))
                .hasValueSatisfying(why -> assertThat(why).contains("last read never"));
    }

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

    @Test
    void the_directory_is_asked_every_five_minutes_and_leavers_are_kept_for_thirty_days() {
        RosterSettings defaults = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(RosterSettings.class)
                .build()
                .getConfigMapping(RosterSettings.class);

        assertThat(defaults.enabled()).isTrue();
        assertThat(defaults.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(defaults.fullEvery()).isEqualTo(Duration.ofDays(7));
        assertThat(defaults.forgetAfter()).isEqualTo(Duration.ofDays(30));
    }
}
