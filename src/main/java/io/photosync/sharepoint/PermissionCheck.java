package io.photosync.sharepoint;

import io.photosync.call.Failure;
import io.photosync.call.Failure.Kind;
import io.photosync.call.MicrosoftService;
import io.photosync.identity.GrantedRoles;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Names the application permission that a token lacks. Every user's request fails then, and the administrator has to
 * know which permission.
 */
final class PermissionCheck {
    /** The code when the token shows that the app lacks the permission. */
    static final String MISSING_PERMISSION = "MissingPermission";

    private final SharePointTransport transport;

    /** @param transport names the hosts */
    PermissionCheck(SharePointTransport transport) {
        this.transport = transport;
    }

    /** A request's 403 with the permission that the token lacks; with the host's name if it lacks none. */
    Failure explained(Failure refused, SharePointRequest request, String token) {
        return lacking(RequiredRoles.of(request), request.site(), token)
                .map(lack -> refused.saying(MISSING_PERMISSION, lack + ": " + refused.detail())
                        .affecting(Failure.Reach.ALL_USERS))
                .orElseGet(() ->
                        refused.saying(refused.code(), transport.named(request.site()) + ": " + refused.detail()));
    }

    /** The failure of a request that needs this permission, before it is made; empty when the token has it. */
    Optional<Failure> failure(RequiredRoles required, SiteUrl site, String token) {
        return lacking(required, site, token).map(lack -> Failure.withoutAnswer(
                        MicrosoftService.SHAREPOINT, Kind.FORBIDDEN, MISSING_PERMISSION, lack)
                .affecting(Failure.Reach.ALL_USERS));
    }

    private Optional<String> lacking(RequiredRoles required, SiteUrl site, String token) {
        return GrantedRoles.in(token)
                .filter(granted -> !granted.haveAnyOf(required.anyOf()))
                .map(granted ->
                        "one of SharePoint's (not Graph's) application permissions %s must be granted for %s, but the app has only %s"
                                .formatted(new TreeSet<>(required.anyOf()), transport.named(site), granted.names()));
    }
}
