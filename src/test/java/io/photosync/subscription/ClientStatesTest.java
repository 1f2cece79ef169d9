package io.photosync.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.subscription.AcceptedClientStates.Kept;
import io.photosync.testkit.MovableClock;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ClientStatesTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

    private final MovableClock clock = new MovableClock(NOW);
    private final AtomicReference<AcceptedClientStates> kept = new AtomicReference<>(AcceptedClientStates.NONE);

    @Test
    void the_first_state_is_used_and_the_others_are_still_accepted() {
        ClientStates states = states(Map.of("photosync.webhook.client-state", "new-one,old-one"));

        assertThat(states.required()).contains("new-one");
        assertThat(states.accepted("new-one")).isTrue();
        assertThat(states.accepted("old-one")).isTrue();
        assertThat(states.accepted("older-one")).isFalse();
        assertThat(states.accepted("")).isFalse();
        assertThat(states.accepted(null)).isFalse();
    }

    @Test
    void no_client_state_needs_to_be_configured() {
        // Given
        ClientStates states = states(Map.of());

        // When
        kept.set(AcceptedClientStates.NONE.plus(Kept.of("random")));

        // Then
        assertThat(states.required()).isEmpty();
        assertThat(states.accepted("random")).isTrue();
        assertThat(states.accepted("other")).isFalse();
    }

    @Test
    void a_stored_state_is_accepted_until_its_expiry() {
        // Given
        ClientStates states = states(Map.of("photosync.webhook.client-state", "new-one"));
        kept.set(AcceptedClientStates.NONE
                .plus(Kept.of("old-one"))
                .expiringExcept(Optional.empty(), NOW.plus(ClientStateRotation.STILL_ACCEPTED), NOW));

        // When
        clock.advance(Duration.ofHours(4));
        boolean fourHoursLater = states.accepted("old-one");
        clock.advance(Duration.ofHours(1));

        // Then
        assertThat(fourHoursLater).isTrue();
        assertThat(states.accepted("old-one")).isFalse();
    }

    @Test
    void a_state_is_not_stored_in_clear_text() {
        assertThat(Kept.of("very-secret").toString()).doesNotContain("very-secret");
        assertThat(Kept.of("very-secret").hash())
                .isNotEqualTo(Kept.of("very-secret").hash());
    }

    @Test
    void expired_states_are_forgotten() {
        Kept over = new Kept("a", "00", "00", Optional.empty(), Optional.of(NOW));

        assertThat(new AcceptedClientStates(List.of(over))
                        .expiringExcept(Optional.empty(), NOW, NOW)
                        .states())
                .isEmpty();
    }

    private ClientStates states(Map<String, String> settings) {
        WebhookUrlSettings mapped = new SmallRyeConfigBuilder()
                .withDefaultValues(settings)
                .withMapping(WebhookUrlSettings.class)
                .build()
                .getConfigMapping(WebhookUrlSettings.class);
        return new ClientStates(mapped, kept::get, () -> true, clock);
    }
}
