package io.photosync.masschange;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.deadletter.Letters;
import io.photosync.event.FailureCode;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.testkit.MovableClock;
import io.photosync.testkit.UserStateBuilder;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Users whose held photo was released. */
class ReleasedUsersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PHOTO = "5ha2";

    private final PhotoEvent event = Letters.event("ann", NOON);

    @Test
    void a_user_of_whom_no_name_is_known_is_published_under_the_id_since_the_sync_finds_the_name() {
        assertThat(name(Optional.empty(), Optional.empty(), Optional.empty())).isEqualTo("3f0c");
    }

    @Test
    void the_name_is_the_rosters_then_that_of_an_event_then_that_of_the_letter() {
        Optional<DeadLetterRecord> letter = Optional.of(new DeadLetterRecord(
                "3f0c", Letters.of(Letters.event("bob", NOON), FailureCode.GRAPH_FAILED, NOON), 0, 1));
        Optional<RosterEntry> roster = Optional.of(RosterEntry.gone("ada@contoso.example", NOON));

        assertThat(name(Optional.empty(), letter, Optional.empty())).isEqualTo("bob@contoso.example");
        assertThat(name(Optional.of(event), letter, Optional.empty())).isEqualTo("ann@contoso.example");
        assertThat(name(Optional.of(event), letter, roster)).isEqualTo("ada@contoso.example");
    }

    @Test
    void a_photo_of_whose_users_none_was_published_is_left_alone_for_a_minute() {
        MovableClock clock = new MovableClock(NOON);
        PhotosToWalk photos = new PhotosToWalk(clock);
        assertThat(photos.due(PHOTO)).isTrue();

        photos.walked(PHOTO, 3);
        assertThat(photos.due(PHOTO)).isTrue();

        photos.walked(PHOTO, 0);
        assertThat(photos.due(PHOTO)).isFalse();
        assertThat(photos.due("another")).isTrue();
        clock.advance(PhotosToWalk.PAUSE);
        assertThat(photos.due(PHOTO)).isTrue();
    }

    private static String name(
            Optional<PhotoEvent> live, Optional<DeadLetterRecord> letter, Optional<RosterEntry> roster) {
        return ReleasedUsers.name(
                "3f0c",
                new UserStateBuilder().live(live).letter(letter).roster(roster).build());
    }
}
