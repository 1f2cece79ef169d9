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
    private final transient Refusal refusal;

    /**
     * @param status Entra's HTTP status, 0 when there was no answer
     * @param code Microsoft's code ({@code AADSTS…}), or our own where there is none
     * @param detail one line for operators
     * @param retryAfter how long not to ask again, as Entra said
     */
    record Refusal(int status, String code, String detail, Optional<Duration> retryAfter) {}

    TokenRefused(String audience, Refusal refusal, Throwable cause) {
        super(
                "No token for %s: HTTP %d %s: %s"
                        .formatted(audience, refusal.status(), refusal.code(), refusal.detail()),
                cause);
        this.audience = audience;
        this.refusal = refusal;
    }

    /** Entra was not asked, or did not answer. */
    static TokenRefused withoutAnswer(String audience, String code, String detail, Throwable cause) {
        return new TokenRefused(audience, new Refusal(0, code, detail, Optional.empty()), cause);
    }

    /**
     * The same refusal for another caller, with the caller's own stack.
     *
     * @param left of the wait that Entra asked for
     */
    TokenRefused again(Optional<Duration> left) {
        return new TokenRefused(audience, new Refusal(refusal.status(), refusal.code(), refusal.detail(), left), this);
    }

    public String audience() {
        return audience;
    }

    public int status() {
        return refusal.status();
    }

    public String code() {
        return refusal.code();
    }

    public String detail() {
        return refusal.detail();
    }

    public Optional<Duration> retryAfter() {
        return refusal.retryAfter();
    }

    /** Whether Entra was not reached at all, as opposed to having refused. */
    public boolean unreachable() {
        return refusal.code().equals(UNREACHABLE);
    }
}
