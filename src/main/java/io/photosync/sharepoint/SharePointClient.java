package io.photosync.sharepoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.photosync.budget.Ask;
import io.photosync.budget.Budget;
import io.photosync.budget.CallFailed;
import io.photosync.budget.Failure;
import io.photosync.budget.Failure.Kind;
import io.photosync.budget.MicrosoftRequests;
import io.photosync.budget.MicrosoftService;
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
 * A request to SharePoint with all that belongs to it: leave from the budget, a token, the wait after a throttle, one new token after a
 * 401 or 403, one repetition of each failure that may pass by itself. Everything that is asked here may be asked twice without harm.
 */
@ApplicationScoped
class SharePointClient {
    /** The code when the token shows that the app may not do what was asked. */
    static final String MISSING_PERMISSION = "MissingPermission";

    private static final Logger LOG = Logger.getLogger(SharePointClient.class);

    /** Entra's client gives up before that. */
    private static final Duration WHOLE_FETCH = Duration.ofSeconds(30);

    private final Transport transport;
    private final Tokens tokens;
    private final Budget budget;
    private final MicrosoftRequests requests;
    private final Clock clock;
    private final Limits limits;

    SharePointClient(Transport transport, Tokens tokens, Budget budget, MicrosoftRequests requests, Clock clock) {
        this.transport = transport;
        this.tokens = tokens;
        this.budget = budget;
        this.requests = requests;
        this.clock = clock;
        this.limits = new Limits(clock);
    }

    /** The body of a successful answer as JSON. */
    JsonNode json(Call call, Ask ask) throws CallFailed, InterruptedException {
        Answer answer = send(call, ask);
        try {
            return answer.json();
        } catch (JsonProcessingException e) {
            String detail = "answer to %s from %s must be JSON, but is %s: a sign-in page, or a proxy's?"
                    .formatted(
                            call.method(),
                            transport.named(call.site()),
                            answer.header("Content-Type").orElse("of no type"));
            throw new CallFailed(Failures.of(Kind.UNREADABLE, answer, "not-json", detail, Optional.empty()), e);
        }
    }

    /** What an answer of 200 may say besides. */
    @FunctionalInterface
    interface Inspection {
        void inspect(Answer answer) throws CallFailed;
    }

    /** A successful answer (2xx). */
    Answer send(Call call, Ask ask) throws CallFailed, InterruptedException {
        return send(call, ask, answer -> {});
    }

    /** @param inspection throws where success is said by the status only; treated as any other failure */
    Answer send(Call call, Ask ask, Inspection inspection) throws CallFailed, InterruptedException {
        Set<Kind> forgiven = EnumSet.noneOf(Kind.class);
        while (true) {
            budget.take(call.demand(), ask);
            String token = token(call.site().audience(), ask.atMost(WHOLE_FETCH, clock.instant()));
            try {
                return once(call, token, inspection, ask);
            } catch (CallFailed failed) {
                switch (failed.failure().kind()) {
                    case THROTTLED -> pause(failed, ask);
                    case UNAUTHORIZED -> {
                        forgiveOnce(failed, forgiven, ask);
                        tokens.reject(call.site().audience(), token);
                    }
                    case SERVER_ERROR, UNREACHABLE -> forgiveOnce(failed, forgiven, ask);
                    case FORBIDDEN -> {
                        boolean newToken = tokens.renewed(call.site().audience(), token);
                        if (!newToken || !forgiven.add(Kind.FORBIDDEN)) {
                            throw explained(failed, call, token);
                        }
                    }
                    case USER_THROTTLED, REFUSED, UNREADABLE -> throw failed;
                }
            }
        }
    }

    private void forgiveOnce(CallFailed failed, Set<Kind> forgiven, Ask ask) throws CallFailed {
        if (!forgiven.add(failed.failure().kind()) || ask.over(clock.instant())) {
            throw failed;
        }
    }

    /** Where the token shows that the app lacks what the request needs, everybody's request does, and the administrator wants to know what. */
    private CallFailed explained(CallFailed refused, Call call, String token) {
        return lacking(RequiredRoles.of(call), call.site(), token)
                .map(lack -> new CallFailed(
                        refused.failure()
                                .saying(
                                        MISSING_PERMISSION,
                                        lack + ": " + refused.failure().detail())
                                .concerning(Failure.Reach.EVERYBODY),
                        refused))
                .orElseGet(() -> new CallFailed(
                        refused.failure()
                                .saying(
                                        refused.failure().code(),
                                        transport.named(call.site()) + ": "
                                                + refused.failure().detail()),
                        refused));
    }

    private Optional<String> lacking(RequiredRoles required, SiteUrl site, String token) {
        return GrantedRoles.in(token)
                .filter(granted -> !granted.haveAnyOf(required.anyOf()))
                .map(granted ->
                        "one of SharePoint's (not Graph's) application permissions %s must be granted for %s, but the app has only %s"
                                .formatted(new TreeSet<>(required.anyOf()), transport.named(site), granted.names()));
    }

    private Answer once(Call call, String token, Inspection inspection, Ask ask)
            throws CallFailed, InterruptedException {
        Instant sent = clock.instant();
        try {
            Answer answer = transport.send(call, token, Duration.between(clock.instant(), ask.deadline()));
            limits.correct(budget, answer);
            if (!answer.succeeded()) {
                throw new CallFailed(
                        answer.redirects()
                                ? Failures.redirected(answer, transport.named(call.site()))
                                : judged(answer));
            }
            inspection.inspect(answer);
            requests.answered(MicrosoftService.SHAREPOINT, Duration.between(sent, clock.instant()));
            budget.answered(MicrosoftService.SHAREPOINT);
            return answer;
        } catch (CallFailed failed) {
            if (failed.failure().kind() != Kind.THROTTLED) {
                budget.answered(MicrosoftService.SHAREPOINT);
            }
            requests.failed(MicrosoftService.SHAREPOINT, failed.failure(), Duration.between(sent, clock.instant()));
            throw failed;
        }
    }

    private Failure judged(Answer answer) {
        Failure failure = Failures.of(answer, limits.retryAfter(answer));
        return failure.kind() == Kind.THROTTLED
                ? Failures.of(
                        Kind.THROTTLED,
                        answer,
                        failure.code(),
                        failure.detail(),
                        Optional.of(limits.pauseAfter(answer)))
                : failure;
    }

    private void pause(CallFailed throttled, Ask ask) throws CallFailed {
        Failure failure = throttled.failure();
        Duration pause = failure.retryAfter().orElseThrow();
        budget.stop(MicrosoftService.SHAREPOINT, pause);
        LOG.infof(
                "sharepoint throttled status=%d pause=%s request=%s",
                failure.status(), pause, failure.requestId().orElse("-"));
        if (clock.instant().plus(pause).isAfter(ask.deadline())) {
            throw throttled;
        }
    }

    /**
     * Reading may be allowed where writing is not, and the first write then fails for everybody.
     *
     * @throws CallFailed when the app lacks the permission by the token's own word, and by a new one's
     */
    void require(RequiredRoles required, SiteUrl site) throws CallFailed, InterruptedException {
        String token = token(site.audience(), WHOLE_FETCH);
        if (lacking(required, site, token).isPresent() && tokens.renewed(site.audience(), token)) {
            token = token(site.audience(), WHOLE_FETCH);
        }
        Optional<String> lack = lacking(required, site, token);
        if (lack.isPresent()) {
            throw new CallFailed(new Failure(
                    MicrosoftService.SHAREPOINT,
                    Kind.FORBIDDEN,
                    0,
                    MISSING_PERMISSION,
                    lack.get(),
                    Optional.empty(),
                    Optional.empty(),
                    Failure.Reach.EVERYBODY));
        }
    }

    /** A host by its URL and the setting that names it. */
    String named(SiteUrl site) {
        return transport.named(site);
    }

    private String token(String audience, Duration patience) throws CallFailed, InterruptedException {
        try {
            return tokens.token(audience, patience);
        } catch (TokenRefused refused) {
            // Nobody asks Entra meanwhile: operators are to see until when.
            refused.retryAfter().ifPresent(left -> budget.stop(MicrosoftService.ENTRA, left));
            throw new CallFailed(Failures.of(refused), refused);
        }
    }
}
