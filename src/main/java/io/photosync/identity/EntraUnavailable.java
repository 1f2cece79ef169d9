package io.photosync.identity;

import io.quarkus.oidc.OIDCException;

/** Entra gave no useful answer to a request for tokens; it may later. */
public final class EntraUnavailable extends OIDCException {
    private static final long serialVersionUID = 1L;

    EntraUnavailable(String message) {
        super(message);
    }
}
