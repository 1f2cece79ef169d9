package io.photosync.roster;

import static io.photosync.roster.DirectorySamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DirectorySyncStateTest {

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
}
