package io.photosync.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RosterViewTest {

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
}
