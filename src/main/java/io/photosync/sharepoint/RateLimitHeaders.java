package io.photosync.sharepoint;

import io.photosync.budget.Budget;
import io.photosync.call.MicrosoftService;
import io.photosync.identity.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the headers of an answer say about limits.
 *
 * @see <a
 *     href="https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online">How
 *     to avoid getting throttled or blocked in SharePoint Online</a>
 */
final class RateLimitHeaders {
    /** For the 429s that come without any time. */
    private static final Duration UNSAID = Duration.ofSeconds(10);

    private final Clock clock;

    RateLimitHeaders(Clock clock) {
        this.clock = clock;
    }

    /**
     * How long to pause requests to SharePoint after a throttled one: the longest time that any header names, but no
     * longer than {@link RetryAfter#LONGEST}.
     */
    Duration pauseAfter(SharePointResponse throttled) {
        Duration said = retryAfter(throttled).orElse(Duration.ZERO);
        OptionalLong reset = number(throttled, "RateLimit-Reset");
        Duration untilReset = RetryAfter.bounded(Duration.ofSeconds(reset.orElse(0)));
        Duration longest = said.compareTo(untilReset) > 0 ? said : untilReset;
        return longest.isZero() ? UNSAID : longest;
    }

    Optional<Duration> retryAfter(SharePointResponse sharePointResponse) {
        return sharePointResponse.header(RetryAfter.HEADER).flatMap(value -> RetryAfter.parse(value, clock.instant()));
    }

    /** The {@code RateLimit-*} headers appear from 80 % of the limit on. */
    void reconcile(Budget budget, SharePointResponse sharePointResponse) {
        OptionalLong limit = number(sharePointResponse, "RateLimit-Limit");
        OptionalLong remaining = number(sharePointResponse, "RateLimit-Remaining");
        OptionalLong reset = number(sharePointResponse, "RateLimit-Reset");
        if (limit.isPresent() && remaining.isPresent() && reset.isPresent()) {
            budget.reconcile(
                    MicrosoftService.SHAREPOINT,
                    limit.getAsLong(),
                    remaining.getAsLong(),
                    Duration.ofSeconds(reset.getAsLong()));
        }
    }

    private static OptionalLong number(SharePointResponse sharePointResponse, String header) {
        return sharePointResponse
                .header(header)
                .map(String::strip)
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElse(OptionalLong.empty());
    }
}
