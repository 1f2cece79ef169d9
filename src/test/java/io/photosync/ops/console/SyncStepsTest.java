package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.deadletter.Letters;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Settlement;
import io.photosync.ledger.UserState;
import io.photosync.ops.console.SyncSteps.Step;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.UserStateBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncStepsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final PhotoEvent EVENT = Letters.event("ada", NOON);
    private static final AskedSync ASKED = AskedSync.of(EVENT);
    private static final String IN_THE_LANE = "The event is in the live lane.";

    @Test
    void an_event_in_the_lane_waits_for_its_turn() {
        SyncSteps steps = SyncSteps.of(ASKED, state(Optional.of(EVENT), Optional.empty()));

        assertThat(steps.done()).isFalse();
        assertThat(texts(steps)).containsExactly(IN_THE_LANE, "Waits for its turn, or the photo is being read.");
    }

    @Test
    void the_events_own_end_ends_it() {
        SyncSteps steps =
                SyncSteps.of(ASKED, state(Optional.empty(), Optional.of(end(EVENT.id(), NOON.minusSeconds(1)))));

        assertThat(steps.done()).isTrue();
        assertThat(texts(steps)).containsExactly(IN_THE_LANE, "SharePoint has the photo.");
    }

    @Test
    void the_end_of_a_later_event_ends_it_too() {
        Optional<Settlement> later = Optional.of(end("another", NOON.plusSeconds(5)));

        for (Optional<PhotoEvent> live : List.of(Optional.of(EVENT), Optional.<PhotoEvent>empty())) {
            SyncSteps steps = SyncSteps.of(ASKED, state(live, later));

            assertThat(steps.done()).isTrue();
            assertThat(texts(steps))
                    .containsExactly("Done by a later event of this user.", "SharePoint has the photo.");
        }
    }

    @Test
    void the_end_of_an_earlier_sync_does_not_end_it() {
        SyncSteps steps =
                SyncSteps.of(ASKED, state(Optional.empty(), Optional.of(end("another", NOON.minusSeconds(5)))));

        assertThat(steps.done()).isFalse();
        assertThat(texts(steps)).containsExactly("Waits for its turn, or the photo is being read.");
    }

    @Test
    void a_later_event_in_the_lane_does_what_was_asked_for() {
        SyncSteps steps =
                SyncSteps.of(ASKED, state(Optional.of(Letters.event("ada", NOON.plusSeconds(9))), Optional.empty()));

        assertThat(steps.done()).isFalse();
        assertThat(texts(steps)).containsExactly("A later event of this user is on its way; it does this too.");
    }

    @Test
    void of_an_event_that_nobody_knows_nothing_is_claimed() {
        AskedSync strange = AskedSync.read("strange", null).orElseThrow();

        SyncSteps steps = SyncSteps.of(strange, state(Optional.empty(), Optional.empty()));

        assertThat(steps.done()).isTrue();
        assertThat(texts(steps)).doesNotContain(IN_THE_LANE);
    }

    @Test
    void the_address_keeps_what_was_asked_for_and_when() {
        assertThat(ASKED.query().values()).containsEntry("event", EVENT.id()).containsEntry("at", NOON.toString());
        assertThat(AskedSync.read(EVENT.id(), NOON.toString())).hasValue(ASKED);
        assertThat(AskedSync.read(" ", null)).isEmpty();
    }

    private static List<String> texts(SyncSteps steps) {
        return steps.steps().stream().map(Step::text).toList();
    }

    private static UserState state(Optional<PhotoEvent> live, Optional<Settlement> end) {
        return new UserStateBuilder().settled(end).live(live).build();
    }

    private static Settlement end(String eventId, Instant startedAt) {
        return new SettlementBuilder(Settlement.State.SYNCED, eventId, startedAt)
                .mediaEtag("etag")
                .sha256("ab")
                .fileBaseName("ada_contoso_example")
                .by("replica", "attempt")
                .at(startedAt.plusSeconds(1))
                .build();
    }
}
