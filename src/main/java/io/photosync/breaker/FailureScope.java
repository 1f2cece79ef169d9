package io.photosync.breaker;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftService;
import java.time.Duration;
import java.util.Optional;

/** Whom a failed call affects: its user, or all. */
public sealed interface FailureScope {

    /** Throttled: no user's fault. The work is put back and no attempt is counted. */
    record Throttled(MicrosoftService service, Optional<Duration> retryAfter) implements FailureScope {}

    /**
     * The service fails for all users; no attempt is counted.
     *
     * @param cause what the probe met, or one user after another
     */
    record Outage(MicrosoftService service, Failure cause) implements FailureScope {

        /** One line that says who has to act. */
        public String message() {
            return switch (cause.kind()) {
                case UNAUTHORIZED, FORBIDDEN ->
                    "%s refuses this app for all users; the tenant's administrator has to check %s: %s"
                            .formatted(service, needs(), cause);
                case THROTTLED, USER_THROTTLED, SERVER_ERROR, UNREACHABLE, REFUSED, UNREADABLE ->
                    "%s fails for all users: %s".formatted(service, cause);
            };
        }

        private String needs() {
            return switch (service) {
                case ENTRA -> "the app registration and its certificate or federated credential";
                case GRAPH -> "the consent to Microsoft Graph's application permission User.Read.All";
                case SHAREPOINT ->
                    "the consent to SharePoint's (not Graph's) application permissions User.ReadWrite.All and"
                            + " Sites.FullControl.All, and that the app signs in with a certificate, not a secret";
            };
        }
    }

    /** This user's request failed, others' do not; a retry may succeed. */
    record UserRetry(Failure failure) implements FailureScope {}

    /** This user's request was refused, and a retry will be too. */
    record UserRejected(Failure failure) implements FailureScope {}

    /** Whether the failure alone leaves open whom it affects. */
    static boolean needsProbe(Failure failure) {
        return switch (failure.kind()) {
            // A page in place of an answer, or a redirect, usually comes from the whole host.
            case SERVER_ERROR, UNREACHABLE, UNAUTHORIZED, FORBIDDEN, UNREADABLE -> true;
            case THROTTLED, USER_THROTTLED, REFUSED -> false;
        };
    }

    /** @param probed what the probe met after the failure; empty when it was answered, or was not needed */
    static FailureScope of(Failure failure, Optional<Failure> probed) {
        if (probed.isPresent()) {
            Failure met = probed.get();
            // A throttled probe says that the service is alive, but too busy to be asked about a user.
            return met.kind() == Failure.Kind.THROTTLED
                    ? new Throttled(met.service(), met.retryAfter())
                    : new Outage(failure.service(), met);
        }
        return switch (failure.kind()) {
            case THROTTLED -> new Throttled(failure.service(), failure.retryAfter());
            // A refusal for lack of permission passes more often than its text admits: rights take a while to reach
            // every server.
            case USER_THROTTLED, SERVER_ERROR, UNREACHABLE, UNAUTHORIZED, FORBIDDEN, UNREADABLE ->
                new UserRetry(failure);
            case REFUSED -> new UserRejected(failure);
        };
    }
}
