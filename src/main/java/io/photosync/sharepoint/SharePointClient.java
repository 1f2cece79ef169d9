package io.photosync.sharepoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.budget.Budget;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftService;
import io.photosync.call.RequestMetrics;
import io.photosync.call.TokenFailures;
import io.photosync.identity.GrantedRoles;
import io.photosync.identity.TokenRefused;
import io.photosync.identity.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Sends a request to SharePoint: permit from the budget, token, wait after a throttle, one new token after a 401 or
 * 403, one repetition of each failure that may be transient. Every request here is idempotent.
 */
@ApplicationScoped
class SharePointClient {
    /** The code when the token shows that the app lacks the permission. */
    static final String MISSING_PERMISSION = "MissingPermission";

    private static final Logger LOG = Logger.getLogger(SharePointClient.class);

    /** Entra's client gives up earlier. */
    private static final Duration WHOLE_FETCH = Duration.ofSeconds(30);

    private final SharePointTransport sharePointTransport;
    private final Tokens tokens;
    private final Budget budget;
    private final RequestMetrics requests;
    private final Clock clock;
    private final RateLimitHeaders rateLimitHeaders;

    SharePointClient(
            SharePointTransport sharePointTransport,
            Tokens tokens,
            Budget budget,
            RequestMetrics requests,
            Clock clock) {
        this.sharePointTransport = sharePointTransport;
        this.tokens = tokens;
        this.budget = budget;
        this.requests = requests;
        this.clock = clock;
        this.rateLimitHeaders = new RateLimitHeaders(clock);
    }

    /** The body of a successful answer as JSON. */
    JsonNode json(SharePointRequest sharePointRequest, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        SharePointResponse sharePointResponse = send(sharePointRequest, callContext);
        try {
            return sharePointResponse.json();
        } catch (JsonProcessingException e) {
            String detail = "answer to %s from %s must be JSON, but is %s: a sign-in page, or a proxy's?"
                    .formatted(
                            sharePointRequest.method(),
                            sharePointTransport.named(sharePointRequest.site()),
                            sharePointResponse.header("Content-Type").orElse("of no type"));
            throw new MicrosoftCallException(
                    SharePointFailures.of(Kind.UNREADABLE, sharePointResponse, "not-json", detail, Optional.empty()),
                    e);
        }
    }

    /** Finds an error inside a 200. */
    @FunctionalInterface
    interface Inspection {
        void inspect(SharePointResponse sharePointResponse) throws MicrosoftCallException;
    }

    /** A successful answer (2xx). */
    SharePointResponse send(SharePointRequest sharePointRequest, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return send(sharePointRequest, callContext, sharePointResponse -> {});
    }

    /** @param inspection throws where only the status says success; treated as any other failure */
    SharePointResponse send(SharePointRequest sharePointRequest, CallContext callContext, Inspection inspection)
            throws MicrosoftCallException, InterruptedException {
        Set<Kind> forgiven = EnumSet.noneOf(Kind.class);
        while (true) {
            budget.acquire(sharePointRequest.cost(), callContext);
            String token = token(sharePointRequest.site().audience(), callContext.atMost(WHOLE_FETCH, clock.instant()));
            try {
                return once(sharePointRequest, token, inspection, callContext);
            } catch (MicrosoftCallException failed) {
                switch (failed.failure().kind()) {
                    case THROTTLED -> pause(failed, callContext);
                    case UNAUTHORIZED -> {
                        forgiveOnce(failed, forgiven, callContext);
                        tokens.reject(sharePointRequest.site().audience(), token);
                    }
                    case SERVER_ERROR, UNREACHABLE -> forgiveOnce(failed, forgiven, callContext);
                    case FORBIDDEN -> {
                        boolean newToken =
                                tokens.renewed(sharePointRequest.site().audience(), token);
                        if (!newToken || !forgiven.add(Kind.FORBIDDEN)) {
                            throw explained(failed, sharePointRequest, token);
                        }
                    }
                    case USER_THROTTLED, REFUSED, UNREADABLE -> throw failed;
                }
            }
        }
    }

    private void forgiveOnce(MicrosoftCallException failed, Set<Kind> forgiven, CallContext callContext)
            throws MicrosoftCallException {
        if (!forgiven.add(failed.failure().kind()) || callContext.over(clock.instant())) {
            throw failed;
        }
    }

    /**
     * If the token lacks the permission, every user's request fails, and the administrator has to know which
     * permission.
     */
    private MicrosoftCallException explained(
            MicrosoftCallException refused, SharePointRequest sharePointRequest, String token) {
        return lacking(RequiredRoles.of(sharePointRequest), sharePointRequest.site(), token)
                .map(lack -> new MicrosoftCallException(
                        refused.failure()
                                .saying(
                                        MISSING_PERMISSION,
                                        lack + ": " + refused.failure().detail())
                                .affecting(Failure.Reach.EVERYBODY),
                        refused))
                .orElseGet(() -> new MicrosoftCallException(
                        refused.failure()
                                .saying(
                                        refused.failure().code(),
                                        sharePointTransport.named(sharePointRequest.site()) + ": "
                                                + refused.failure().detail()),
                        refused));
    }

    private Optional<String> lacking(RequiredRoles required, SiteUrl site, String token) {
        return GrantedRoles.in(token)
                .filter(granted -> !granted.haveAnyOf(required.anyOf()))
                .map(granted ->
                        "one of SharePoint's (not Graph's) application permissions %s must be granted for %s, but the app has only %s"
                                .formatted(
                                        new TreeSet<>(required.anyOf()),
                                        sharePointTransport.named(site),
                                        granted.names()));
    }

    private SharePointResponse once(
            SharePointRequest sharePointRequest, String token, Inspection inspection, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        Instant sent = clock.instant();
        try {
            SharePointResponse sharePointResponse = sharePointTransport.send(
                    sharePointRequest, token, Duration.between(clock.instant(), callContext.deadline()));
            rateLimitHeaders.reconcile(budget, sharePointResponse);
            if (!sharePointResponse.succeeded()) {
                throw new MicrosoftCallException(
                        sharePointResponse.redirects()
                                ? SharePointFailures.redirected(
                                        sharePointResponse, sharePointTransport.named(sharePointRequest.site()))
                                : classified(sharePointResponse));
            }
            inspection.inspect(sharePointResponse);
            requests.answered(MicrosoftService.SHAREPOINT, Duration.between(sent, clock.instant()));
            budget.answered(MicrosoftService.SHAREPOINT);
            return sharePointResponse;
        } catch (MicrosoftCallException failed) {
            if (failed.failure().kind() != Kind.THROTTLED) {
                budget.answered(MicrosoftService.SHAREPOINT);
            }
            requests.failed(MicrosoftService.SHAREPOINT, failed.failure(), Duration.between(sent, clock.instant()));
            throw failed;
        }
    }

    private Failure classified(SharePointResponse sharePointResponse) {
        Failure failure = SharePointFailures.of(sharePointResponse, rateLimitHeaders.retryAfter(sharePointResponse));
        return failure.kind() == Kind.THROTTLED
                ? SharePointFailures.of(
                        Kind.THROTTLED,
                        sharePointResponse,
                        failure.code(),
                        failure.detail(),
                        Optional.of(rateLimitHeaders.pauseAfter(sharePointResponse)))
                : failure;
    }

    private void pause(MicrosoftCallException throttled, CallContext callContext) throws MicrosoftCallException {
        Failure failure = throttled.failure();
        Duration pause = failure.retryAfter().orElseThrow();
        budget.pauseFor(MicrosoftService.SHAREPOINT, pause);
        LOG.infof(
                "sharepoint throttled status=%d pause=%s request=%s",
                failure.status(), pause, failure.requestId().orElse("-"));
        if (clock.instant().plus(pause).isAfter(callContext.deadline())) {
            throw throttled;
        }
    }

    /**
     * Reading may be allowed where writing is not; then every first write would fail.
     *
     * @throws MicrosoftCallException when the app lacks the permission according to its token, and to a new one
     */
    void require(RequiredRoles required, SiteUrl site) throws MicrosoftCallException, InterruptedException {
        String token = token(site.audience(), WHOLE_FETCH);
        if (lacking(required, site, token).isPresent() && tokens.renewed(site.audience(), token)) {
            token = token(site.audience(), WHOLE_FETCH);
        }
        Optional<String> lack = lacking(required, site, token);
        if (lack.isPresent()) {
            throw new MicrosoftCallException(
                    Failure.withoutAnswer(MicrosoftService.SHAREPOINT, Kind.FORBIDDEN, MISSING_PERMISSION, lack.get())
                            .affecting(Failure.Reach.EVERYBODY));
        }
    }

    /** A host by its URL and the setting that names it. */
    String named(SiteUrl site) {
        return sharePointTransport.named(site);
    }

    private String token(String audience, Duration patience) throws MicrosoftCallException, InterruptedException {
        try {
            return tokens.token(audience, patience);
        } catch (TokenRefused refused) {
            // No requests go to Entra meanwhile; this shows operators until when.
            refused.retryAfter().ifPresent(left -> budget.pauseFor(MicrosoftService.ENTRA, left));
            throw new MicrosoftCallException(TokenFailures.of(refused), refused);
        }
    }
}
