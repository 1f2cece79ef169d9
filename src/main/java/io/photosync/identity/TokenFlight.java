package io.photosync.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One audience's token: at most one request for it is in flight, however many callers ask.
 *
 * <p>Absent: callers wait for the one request and share its result. Fresh: served. Due: served, and the first caller
 * starts a request in the background. A failure is kept for as long as Entra asked, a quarter of an hour at most, or
 * for moments, so that ten thousand callers are not ten thousand requests to an Entra that is down.
 */
final class TokenFlight {
    /** A request ends by itself earlier. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static final int SECONDS_BETWEEN_FORCED_RENEWALS = 20;
    private static final Duration KEEP_FAILURE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_REJECTIONS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(30);

    private final String audience;
    private final TokenSource source;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    // All guarded by the lock.
    private AccessToken token;
    private CompletableFuture<AccessToken> flight;
    private TokenRefused failure;
    private Instant failedUntil = Instant.MIN;
    private Instant nextRenewal = Instant.MIN;
    private Instant rejectAgainFrom = Instant.MIN;
    private Instant renewAgainFrom = Instant.MIN;

    TokenFlight(String audience, TokenSource source, Clock clock) {
        this.audience = audience;
        this.source = source;
        this.clock = clock;
    }

    String token() throws TokenRefused, InterruptedException {
        return token(PATIENCE);
    }

    /** @param patience how long to wait for Entra when there is no token; then Entra counts as unreachable */
    String token(Duration patience) throws TokenRefused, InterruptedException {
        CompletableFuture<AccessToken> result;
        lock.lock();
        try {
            Instant now = clock.instant();
            if (token != null && now.isBefore(token.expires())) {
                if (!now.isBefore(token.renewFrom()) && !now.isBefore(nextRenewal)) {
                    startFetch();
                }
                return token.value();
            }
            if (flight == null && now.isBefore(failedUntil)) {
                throw failure.again(failure.retryAfter().map(asked -> Duration.between(now, failedUntil)));
            }
            result = startFetch();
        } finally {
            lock.unlock();
        }
        return await(result, patience);
    }

    /**
     * Drops the token that a service refused, unless it has been replaced; at most once a minute, or a 401 for all
     * would hammer Entra.
     */
    void reject(String refused) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (isServed(refused) && !now.isBefore(rejectAgainFrom)) {
                token = null;
                rejectAgainFrom = now.plus(BETWEEN_REJECTIONS);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fetches a newer token than this one, which is served meanwhile; at most once a minute, however many refusals
     * there are.
     */
    void renew(String refused) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (isServed(refused) && !now.isBefore(renewAgainFrom)) {
                renewAgainFrom = now.plus(BETWEEN_REJECTIONS);
                startFetch();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fetches another token than the refused one, unless there is one or that was done a moment ago. @return whether
     * there is
     */
    boolean renewed(String refused) throws InterruptedException {
        CompletableFuture<AccessToken> result;
        lock.lock();
        try {
            Instant now = clock.instant();
            if (token != null && !token.value().equals(refused)) {
                return true;
            }
            if (flight == null && (now.isBefore(renewAgainFrom) || now.isBefore(failedUntil))) {
                return false;
            }
            renewAgainFrom = now.plusSeconds(SECONDS_BETWEEN_FORCED_RENEWALS);
            result = startFetch();
        } finally {
            lock.unlock();
        }
        try {
            return !await(result, PATIENCE).equals(refused);
        } catch (TokenRefused e) {
            // The refused one stays valid for what it permits; callers that need another get the failure.
            return false;
        }
    }

    /** Whether a token that a service refused has not been replaced meanwhile. */
    private boolean isServed(String refused) {
        return token != null && token.value().equals(refused);
    }

    private CompletableFuture<AccessToken> startFetch() {
        if (flight == null) {
            CompletableFuture<AccessToken> started = new CompletableFuture<>();
            flight = started;
            // On its own thread: an interrupted caller must not cancel the others' token.
            Thread.ofVirtual().name("token-" + audience).start(() -> fetch(started));
        }
        return flight;
    }

    private void fetch(CompletableFuture<AccessToken> result) {
        try {
            AccessToken fetched = source.fetch(audience);
            finish(fetched, null);
            result.complete(fetched);
        } catch (TokenRefused e) {
            finish(null, e);
            result.completeExceptionally(e);
        } catch (InterruptedException | RuntimeException | Error e) {
            // Any failure: a request that never completes would block all later callers.
            finish(null, null);
            result.completeExceptionally(e);
        }
    }

    private void finish(AccessToken fetched, TokenRefused refused) {
        lock.lock();
        try {
            Instant now = clock.instant();
            flight = null;
            if (fetched != null) {
                token = fetched;
                failure = null;
                failedUntil = Instant.MIN;
                nextRenewal = Instant.MIN;
            } else {
                nextRenewal = now.plus(BETWEEN_RENEWALS);
            }
            if (refused != null) {
                failure = refused;
                failedUntil = now.plus(refused.retryAfter().orElse(KEEP_FAILURE));
                // Nor is a token that is still valid renewed before that time.
                nextRenewal = failedUntil.isAfter(nextRenewal) ? failedUntil : nextRenewal;
            }
        } finally {
            lock.unlock();
        }
    }

    private String await(CompletableFuture<AccessToken> result, Duration patience)
            throws TokenRefused, InterruptedException {
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS).value();
        } catch (TimeoutException e) {
            throw TokenRefused.withoutAnswer(audience, TokenRefused.UNREACHABLE, "no token within " + patience, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TokenRefused refused) {
                throw refused.again(refused.retryAfter());
            }
            throw new IllegalStateException("Fetching a token ended unexpectedly", e.getCause());
        }
    }
}
