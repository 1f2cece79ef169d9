package io.photosync.roster;

import static io.photosync.roster.DirectorySamples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownPhotoOwnersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Random RANDOM = new Random(1);

    @Test
    void only_users_in_scope_whose_photo_was_seen_are_drawn() {
        Map<String, RosterEntry> roster = Map.of(
                "with", withPhoto(),
                "without", entry("without").sees(Optional.empty(), NOON),
                "never-seen", entry("never-seen"),
                "no-mailbox", withPhoto().mailbox(false),
                "out-of-scope", withPhoto().inScope(false),
                "gone", withPhoto().goneSince(NOON));

        assertThat(KnownPhotoOwners.draw(roster, 3, RANDOM)).containsExactly("with");
        assertThat(KnownPhotoOwners.draw(Map.of(), 3, RANDOM)).isEmpty();
    }

    @Test
    void each_draw_is_random_and_every_owner_is_drawn_in_time() {
        // Given
        Map<String, RosterEntry> roster = new HashMap<>();
        for (int user = 0; user < 50; user++) {
            roster.put("user-" + user, withPhoto());
        }

        // When
        Set<String> drawn = new HashSet<>();
        for (int draw = 0; draw < 200; draw++) {
            drawn.addAll(KnownPhotoOwners.draw(roster, 3, RANDOM));
            assertThat(KnownPhotoOwners.draw(roster, 3, RANDOM)).hasSize(3).doesNotHaveDuplicates();
        }

        // Then
        assertThat(drawn).hasSize(50);
    }

    private static RosterEntry withPhoto() {
        return entry("somebody").sees(Optional.of("etag"), NOON);
    }
}
