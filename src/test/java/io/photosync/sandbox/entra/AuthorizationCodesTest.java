package io.photosync.sandbox.entra;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.photosync.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthorizationCodesTest {
    private static final String REDIRECT = "http://localhost/ops/signed-in";

    @Test
    void a_code_ends_after_ten_minutes() {
        // Given
        MovableClock clock = new MovableClock(Instant.parse("2026-11-28T08:00:00Z"));
        AuthorizationCodes codes = new AuthorizationCodes(clock);
        AuthorizationRequest request = new AuthorizationRequest(
                REDIRECT, "openid", Optional.empty(), Optional.empty(), "hash", Optional.empty(), Optional.empty());
        String code = codes.issue(new AuthorizationCodes.Grant(request, Account.VIEWER));

        // When
        clock.advance(Duration.ofMinutes(10));

        // Then
        assertThatThrownBy(() -> codes.redeem(code, REDIRECT, "verifier")).hasMessageContaining("AADSTS70008");
    }
}
