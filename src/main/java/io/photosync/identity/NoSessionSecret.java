package io.photosync.identity;

import io.quarkus.oidc.OIDCException;

/** Nobody can sign in to the pages; the message names the setting that would let them. */
public final class NoSessionSecret extends OIDCException {
    private static final long serialVersionUID = 1L;

    NoSessionSecret(String message) {
        super(message);
    }
}
