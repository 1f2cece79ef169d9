package io.photosync.sharepoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.budget.Budget;
import io.photosync.call.CallContext;
import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftCallException;
import io.photosync.call.MicrosoftCalls;
import io.photosync.call.MicrosoftRequest;
import io.photosync.call.Repeats;
import io.photosync.call.RequestCost;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Requests to SharePoint, sent by {@link MicrosoftCalls}. Every request here is idempotent. */
@ApplicationScoped
class SharePointClient {
    private final MicrosoftCalls calls;
    private final SharePointTransport transport;
    private final Budget budget;
    private final RateLimitHeaders rateLimitHeaders;
    private final PermissionCheck permissions;

    SharePointClient(MicrosoftCalls calls, SharePointTransport transport, Budget budget, Clock clock) {
        this.calls = calls;
        this.transport = transport;
        this.budget = budget;
        this.rateLimitHeaders = new RateLimitHeaders(clock);
        this.permissions = new PermissionCheck(transport);
    }

    /** The body of a successful answer as JSON. */
    JsonNode json(SharePointRequest request, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        SharePointResponse response = send(request, callContext);
        try {
            return response.json();
        } catch (JsonProcessingException e) {
            String detail = "answer to %s from %s must be JSON, got %s: a sign-in page, or a proxy's?"
                    .formatted(
                            request.method(),
                            named(request.site()),
                            response.header("Content-Type").orElse("of no type"));
            throw new MicrosoftCallException(
                    SharePointFailures.of(Kind.UNREADABLE, response, "not-json", detail, Optional.empty()), e);
        }
    }

    /** Finds an error inside a 200. */
    @FunctionalInterface
    interface Inspection {
        void inspect(SharePointResponse response) throws MicrosoftCallException;
    }

    /** A successful answer (2xx). */
    SharePointResponse send(SharePointRequest request, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        return send(request, callContext, response -> {});
    }

    /** @param inspection throws where only the status says success; treated as any other failure */
    SharePointResponse send(SharePointRequest request, CallContext callContext, Inspection inspection)
            throws MicrosoftCallException, InterruptedException {
        return calls.send(new OneCall(request, inspection), callContext);
    }

    /**
     * Reading may be allowed where writing is not; then every first write would fail.
     *
     * @throws MicrosoftCallException when the app lacks the permission according to its token, and to a new one
     */
    void require(RequiredRoles required, SiteUrl site, CallContext callContext)
            throws MicrosoftCallException, InterruptedException {
        String token = calls.token(site.audience(), callContext);
        Optional<Failure> lack = permissions.failure(required, site, token);
        if (lack.isPresent()) {
            Optional<String> newer = calls.newerToken(site.audience(), token, callContext);
            lack = newer.isPresent() ? permissions.failure(required, site, newer.get()) : lack;
        }
        if (lack.isPresent()) {
            throw new MicrosoftCallException(lack.get());
        }
    }

    /** A host by its URL and the setting that names it. */
    String named(SiteUrl site) {
        return transport.named(site);
    }

    private final class OneCall implements MicrosoftRequest<SharePointResponse> {
        private final SharePointRequest request;
        private final Inspection inspection;

        OneCall(SharePointRequest request, Inspection inspection) {
            this.request = request;
            this.inspection = inspection;
        }

        @Override
        public RequestCost cost() {
            return request.cost();
        }

        @Override
        public String audience() {
            return request.site().audience();
        }

        @Override
        public SharePointResponse send(String token, CallContext callContext)
                throws MicrosoftCallException, InterruptedException {
            SharePointResponse response = transport.send(request, token, callContext);
            rateLimitHeaders.reconcile(budget, response);
            try {
                refuse(response);
                inspection.inspect(response);
                return response;
            } catch (MicrosoftCallException e) {
                throw e.failure().kind() == Kind.FORBIDDEN
                        ? new MicrosoftCallException(permissions.explained(e.failure(), request, token), e)
                        : e;
            }
        }

        private void refuse(SharePointResponse response) throws MicrosoftCallException {
            if (response.redirects()) {
                throw new MicrosoftCallException(SharePointFailures.redirected(response, named(request.site())));
            }
            if (!response.succeeded()) {
                Failure failure = SharePointFailures.of(response, rateLimitHeaders.retryAfter(response));
                throw new MicrosoftCallException(
                        failure.kind() == Kind.THROTTLED
                                ? failure.askingFor(Optional.of(rateLimitHeaders.pauseAfter(response)))
                                : failure);
            }
        }

        /** A retry of the whole sync costs more than one request. */
        @Override
        public Repeats repeats(CallContext callContext) {
            return Repeats.FIRST_OF_EACH_KIND;
        }

        /** Nearly all users' requests need the same permissions, so that a new token helps all of them. */
        @Override
        public TokenRenewal renewal() {
            return TokenRenewal.AWAITED;
        }
    }
}
