package io.photosync.sandbox.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThrottlingTest {
    private static final String WEB = "/_api/web";

    private final SharePointUnderTest tenant =
            new SharePointUnderTest(new Limits(10, 1_000, 3, false), SharePointSettings.ENGLISH_FOLDER);

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void the_rate_is_told_from_four_fifths_of_the_limit_on() {
        // Given
        HttpResponse<String> third = null;
        for (int call = 0; call < 3; call++) {
            third = tenant.get(tenant.mySite, WEB);
        }

        // When
        HttpResponse<String> fourth = tenant.get(tenant.mySite, WEB);

        // Then
        assertThat(third.headers().firstValue("RateLimit-Limit")).isEmpty();
        assertThat(fourth.statusCode()).isEqualTo(200);
        assertThat(fourth.headers().firstValue("RateLimit-Limit")).hasValue("10");
        assertThat(fourth.headers().firstValue("RateLimit-Remaining")).hasValue("2");
        assertThat(fourth.headers().firstValue("RateLimit-Reset")).hasValue("60");
    }

    @Test
    void both_hosts_share_the_limit_and_beyond_it_comes_429_with_the_time_to_wait() {
        // Given
        for (int call = 0; call < 5; call++) {
            tenant.get(call % 2 == 0 ? tenant.mySite : tenant.admin, WEB);
        }

        // When
        HttpResponse<String> refused = tenant.get(tenant.admin, WEB);

        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(refused.headers().firstValue("RateLimit-Remaining")).hasValue("0");
        assertThat(tenant.units).hasValue(12);
    }

    @Test
    void profile_calls_have_a_limit_of_their_own_that_no_rate_header_announces() {
        // Given
        for (int call = 0; call < 3; call++) {
            tenant.profile();
        }

        // When
        HttpResponse<String> profile = tenant.set("AboutMe", "x");
        HttpResponse<String> file = tenant.get(tenant.mySite, WEB);

        // Then
        assertThat(profile.statusCode()).isEqualTo(429);
        assertThat(profile.headers().firstValue("Retry-After")).hasValue("300");
        assertThat(file.statusCode()).isEqualTo(200);
    }

    @Test
    void the_days_limit_ends_at_midnight() {
        // Given
        tenant.sharePoint.limit(new Limits(1_250, 3, 3_000, false));
        tenant.get(tenant.mySite, WEB);

        // When
        HttpResponse<String> refused = tenant.get(tenant.mySite, WEB);

        // Then
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue(Integer.toString(12 * 3_600));
        assertThat(refused.headers().firstValue("RateLimit-Limit")).isEmpty();
    }
}
