package io.photosync.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** App-only tokens, one per audience, fetched once for any number of concurrent callers. */
@ApplicationScoped
public class Tokens {
    private final ConcurrentMap<String, TokenFlight> flights = new ConcurrentHashMap<>();
    private final TokenSource source;
    private final Clock clock;

    @Inject
    public Tokens(IdentitySettings settings, TrustedAuthorities authorities, Clock clock) {
        this(new EntraClient(settings, authorities, clock), clock);
    }

    Tokens(TokenSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * A token that is valid now; waits for Entra, 20 s at most, only when there is none.
     *
     * @param audience the resource without scope: {@code https://graph.microsoft.com}, {@code
     *     https://contoso-my.sharepoint.com}
     * @throws TokenRefused when Entra refused or was not reached
     */
    public String token(String audience) throws TokenRefused, InterruptedException {
        return flight(audience).token();
    }

    /** The same with a shorter wait; the request to Entra goes on for other callers. */
    public String token(String audience, Duration patience) throws TokenRefused, InterruptedException {
        return flight(audience).token(patience);
    }

    /**
     * A service answered 401 to this token: the next caller gets a new one. Meant for one more attempt, not for many.
     *
     * @param token the refused one; a newer one is kept
     */
    public void reject(String audience, String token) {
        flight(audience).reject(token);
    }

    /**
     * A service answered 403 to this token. Its permissions date from when it was fetched: a new one is fetched in the
     * background, at most once a minute, and this one serves until then.
     *
     * @param token the refused one; a newer one is kept
     */
    public void renew(String audience, String token) {
        flight(audience).renew(token);
    }

    /**
     * A service refused what this token should permit. Permissions are in the token, and consent may have been given
     * since it was fetched: fetches another, at most every {@value TokenFlight#SECONDS_BETWEEN_FORCED_RENEWALS} s. The
     * old one is served until there is a new one.
     *
     * @return whether there is a newer token now, with which the request may be repeated once
     */
    public boolean renewed(String audience, String token) throws InterruptedException {
        return flight(audience).renewed(token);
    }

    /**
     * Checks that there is a token for every audience asked for so far.
     *
     * @throws TokenRefused for the first without one
     */
    public void requireAll() throws TokenRefused, InterruptedException {
        for (TokenFlight flight : flights.values()) {
            flight.token();
        }
    }

    private TokenFlight flight(String audience) {
        return flights.computeIfAbsent(audience, name -> new TokenFlight(name, source, clock));
    }
}
