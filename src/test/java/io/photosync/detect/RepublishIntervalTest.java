package io.photosync.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.detect.Decision.Nothing;
import io.photosync.detect.Decision.Updated;
import io.photosync.detect.Decision.Why;
import io.photosync.event.DeadLetter;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.graph.PhotoState;
import io.photosync.ledger.DeadLetterRecord;
import io.photosync.ledger.Mode;
import io.photosync.ledger.UserState;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.UserStateBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sweep saw the photo e1 for the first time at noon. */
class RepublishIntervalTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PhotoState.Present PHOTO = new PhotoState.Present("e1", 648, 648);

    @ParameterizedTest
    @CsvSource({
        // known at the last look for, so long until the next
        "PT1S, PT2M",
        "PT2M, PT2M",
        "PT30M, PT30M",
        "PT5H, PT5H",
        "P10D, PT12H"
    })
    void metadata_without_bytes_are_published_at_growing_intervals(Duration knownFor, Duration wait) {
        UserState userState = skipped("NO_PHOTO", "e1", NOON.plus(knownFor));
        Instant next = NOON.plus(knownFor).plus(wait);

        assertThat(decided(userState, next.minusMillis(1))).isEqualTo(new Nothing(Why.NO_BYTES));
        assertThat(decided(userState, next)).isEqualTo(new Updated(PHOTO));
    }

    @Test
    void in_a_day_of_passes_such_a_user_has_a_dozen_events() {
        int events = 1;
        Instant last = NOON;
        for (Instant round = NOON; round.isBefore(NOON.plus(Duration.ofDays(1))); round = round.plusSeconds(300)) {
            if (decided(skipped("NO_PHOTO", "e1", last), round) instanceof Updated) {
                events++;
                last = round;
            }
        }

        assertThat(events).isBetween(3, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_MAILBOX", "USER_GONE"})
    void other_results_of_reading_the_bytes_have_the_same_intervals(String reason) {
        assertThat(decided(skipped(reason, "e1", NOON), NOON.plusSeconds(5))).isEqualTo(new Nothing(Why.NO_BYTES));
    }

    @Test
    void another_photo_is_an_update_at_once_and_so_is_what_was_skipped_for_a_reason_that_is_gone() {
        assertThat(decided(skipped("NO_PHOTO", "e0", NOON), NOON.plusSeconds(5)))
                .isEqualTo(new Updated(PHOTO));
        assertThat(decided(skipped("OUT_OF_SCOPE", "e1", NOON), NOON.plusSeconds(5)))
                .isEqualTo(new Updated(PHOTO));
    }

    @Test
    void an_orphaned_letter_for_want_of_a_profile_is_published_again() {
        UserState forgotten = deadLettered(FailureCode.PROFILE_MISSING);

        assertThat(decided(forgotten, NOON.plus(Duration.ofHours(3)))).isEqualTo(new Updated(PHOTO));
        assertThat(decided(forgotten, NOON.plus(Duration.ofHours(1)))).isEqualTo(new Nothing(Why.DEAD_LETTERED));
        assertThat(decided(deadLettered(FailureCode.IMAGE_UNREADABLE), NOON.plus(Duration.ofHours(3))))
                .isEqualTo(new Nothing(Why.DEAD_LETTERED));
    }

    private static Decision decided(UserState userState, Instant now) {
        Instant notBefore = now.minus(Duration.ofHours(2));
        return RepublishInterval.of(
                Decision.of(PHOTO, userState, notBefore, Mode.SYNC), PHOTO, userState, notBefore, now);
    }

    private static UserState skipped(String reason, String etag, Instant at) {
        return known(end(State.SKIPPED, etag, reason, at), Optional.empty());
    }

    private static UserState deadLettered(FailureCode code) {
        FailureNote note = new FailureNote(code, "", NOON, NOON, Optional.empty(), Optional.empty());
        DeadLetter letter = new DeadLetter(new byte[0], note, 4, new RecordPosition("photo-updated", 0, 0));
        return known(
                end(State.DEAD_LETTERED, "e1", code.name(), NOON),
                Optional.of(new DeadLetterRecord("ada", letter, 0, 0)));
    }

    private static UserState known(Settlement end, Optional<DeadLetterRecord> letter) {
        RosterEntry entry = new RosterEntryBuilder("ada@contoso.example", "Ada")
                .mediaEtag("e1")
                .seenAt(NOON)
                .build();
        return new UserStateBuilder()
                .settled(Optional.of(end))
                .letter(letter)
                .roster(entry)
                .build();
    }

    private static Settlement end(State state, String etag, String reason, Instant at) {
        return new SettlementBuilder(state, "event", at)
                .mediaEtag(etag)
                .reason(reason)
                .by("ours", "ours-1")
                .build();
    }
}
