package io.photosync.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.Settlement.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SkipReasonTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void the_words_on_the_topic_stay() {
        assertThat(SkipReason.values())
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(
                        "NO_MAILBOX",
                        "GUEST",
                        "OUT_OF_SCOPE",
                        "USER_GONE",
                        "OBSERVE_ONLY",
                        "NO_PHOTO",
                        "MASS_CHANGE_HELD",
                        "STALE_PICTURE");
    }

    @Test
    void a_settlement_that_is_skipped_gives_the_reason_that_its_record_names() {
        assertThat(settled(State.SKIPPED, "GUEST").skipReason()).contains(SkipReason.GUEST);
        assertThat(settled(State.SKIPPED, "GUEST").skipped(SkipReason.GUEST)).isTrue();
        assertThat(settled(State.SKIPPED, "GUEST").skipped(SkipReason.NO_PHOTO)).isFalse();
    }

    @Test
    void a_word_that_this_version_does_not_know_is_no_reason() {
        assertThat(settled(State.SKIPPED, "RETENTION").skipReason()).isEmpty();
    }

    @Test
    void the_same_word_in_another_state_is_an_operators() {
        assertThat(settled(State.DISCARDED, "GUEST").skipReason()).isEmpty();
    }

    private static Settlement settled(State state, String reason) {
        return Settlement.decided(state, "event", "operator", reason, NOON, NOON);
    }
}
