package io.photosync.identity;

import java.time.Duration;
import java.util.Optional;

/** Entra issued no token for an audience. Holds neither secret nor assertion, so it may be logged. */
public final class TokenRefused extends Exception {
    /** The code when Entra was not reached. */
    static final String UNREACHABLE = "unreachable";

    /** The code when our own certificate or federated token cannot be read. */
    static final String CREDENTIAL = "credential";

    private static final long serialVersionUID = 1L;

    private final String audience;
    private final int status;
    private final String code;
    private final String detail;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param status Entra's HTTP status, 0 when there was no answer
     * @param code Microsoft's code ({@code AADSTS…}), or our own where there is none
     * @param detail one line for operators
     */
    TokenRefused(
            String audience, int status, String code, String detail, Optional<Duration> retryAfter, Throwable cause) {
        super("No token for %s: HTTP %d %s: %s".formatted(audience, status, code, detail), cause);
        this.audience = audience;
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /**
     * The same refusal for another caller, with the caller's own stack.
     *
     * @param left of the wait that Entra asked for
     */
    TokenRefused again(Optional<Duration> left) {
        return new TokenRefused(audience, status, code, detail, left, this);
    }

    public String audience() {
        return audience;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** Whether Entra was not reached at all, as opposed to having refused. */
    public boolean unreachable() {
        return code.equals(UNREACHABLE);
    }
}
