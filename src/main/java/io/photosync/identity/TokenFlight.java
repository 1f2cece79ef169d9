package io.photosync.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One audience's token: at most one request for it is under way, whoever asks.
 *
 * <p>Absent: askers wait for the one flight and share its result. Fresh: served. Due: served, and the first asker starts a flight
 * in the background. A failure is kept for as long as Entra
 * asked, a quarter of an hour at most, or for moments, so that ten thousand askers are not ten thousand requests to an Entra
 * that is down.
 */
final class TokenFlight {
    /** A flight ends by itself before that. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static final int SECONDS_BETWEEN_DOUBTS = 20;
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

    /** @param patience how long to wait for Entra where there is no token; then Entra counts as not reached */
    String token(Duration patience) throws TokenRefused, InterruptedException {
        CompletableFuture<AccessToken> landing;
        lock.lock();
        try {
            Instant now = clock.instant();
            if (token != null && now.isBefore(token.expires())) {
                if (!now.isBefore(token.renewFrom()) && !now.isBefore(nextRenewal)) {
                    depart();
                }
                return token.value();
            }
            if (flight == null && now.isBefore(failedUntil)) {
                throw failure.again(failure.retryAfter().map(asked -> Duration.between(now, failedUntil)));
            }
            landing = depart();
        } finally {
            lock.unlock();
        }
        return landed(landing, patience);
    }

    /** Drops the token that a service refused, unless it is an older one; at most once a minute, or a 401 for all would hammer Entra. */
    void reject(String refused) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (token != null && token.value().equals(refused) && !now.isBefore(rejectAgainFrom)) {
                token = null;
                rejectAgainFrom = now.plus(BETWEEN_REJECTIONS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Fetches a newer token than this one, which is served meanwhile; at most once a minute, whatever is refused and to whom. */
    void renew(String refused) {
        lock.lock();
        try {
            Instant now = clock.instant();
            if (token != null && token.value().equals(refused) && !now.isBefore(renewAgainFrom)) {
                renewAgainFrom = now.plus(BETWEEN_REJECTIONS);
                depart();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Fetches another token than the doubted one, unless there is one or that was done a moment ago. @return whether there is */
    boolean renewed(String doubted) throws InterruptedException {
        CompletableFuture<AccessToken> landing;
        lock.lock();
        try {
            Instant now = clock.instant();
            if (token != null && !token.value().equals(doubted)) {
                return true;
            }
            if (flight == null && (now.isBefore(renewAgainFrom) || now.isBefore(failedUntil))) {
                return false;
            }
            renewAgainFrom = now.plusSeconds(SECONDS_BETWEEN_DOUBTS);
            landing = depart();
        } finally {
            lock.unlock();
        }
        try {
            return !landed(landing, PATIENCE).equals(doubted);
        } catch (TokenRefused e) {
            // The doubted one is good for as long as it was; whoever needs another will hear of it.
            return false;
        }
    }

    private CompletableFuture<AccessToken> depart() {
        if (flight == null) {
            CompletableFuture<AccessToken> departing = new CompletableFuture<>();
            flight = departing;
            // Its own thread: an asker who is interrupted must not take the others' token along.
            Thread.ofVirtual().name("token-" + audience).start(() -> fly(departing));
        }
        return flight;
    }

    private void fly(CompletableFuture<AccessToken> landing) {
        try {
            AccessToken fetched = source.fetch(audience);
            land(fetched, null);
            landing.complete(fetched);
        } catch (TokenRefused e) {
            land(null, e);
            landing.completeExceptionally(e);
        } catch (InterruptedException | RuntimeException | Error e) {
            // Whatever it was: a flight that never lands is waited for by all who come after it.
            land(null, null);
            landing.completeExceptionally(e);
        }
    }

    private void land(AccessToken fetched, TokenRefused refused) {
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
                // Nor is the token renewed before that time that is still good.
                nextRenewal = failedUntil.isAfter(nextRenewal) ? failedUntil : nextRenewal;
            }
        } finally {
            lock.unlock();
        }
    }

    private String landed(CompletableFuture<AccessToken> landing, Duration patience)
            throws TokenRefused, InterruptedException {
        try {
            return landing.get(patience.toMillis(), TimeUnit.MILLISECONDS).value();
        } catch (TimeoutException e) {
            throw new TokenRefused(
                    audience, 0, TokenRefused.UNREACHABLE, "no token within " + patience, Optional.empty(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TokenRefused refused) {
                throw refused.again(refused.retryAfter());
            }
            throw new IllegalStateException("Fetching a token ended unexpectedly", e.getCause());
        }
    }
}
