package io.photosync.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The real token cache over a source that gives {@code token-1}, {@code token-2} and so on without a network. */
public final class CountedTokens {
    private final AtomicInteger fetched = new AtomicInteger();
    private final Tokens tokens;

    public CountedTokens(Clock clock) {
        this.tokens = new Tokens(
                audience -> AccessToken.fetched(
                        "token-" + fetched.incrementAndGet(),
                        clock.instant(),
                        clock.instant().plus(Duration.ofHours(1))),
                clock);
    }

    public Tokens tokens() {
        return tokens;
    }
}
